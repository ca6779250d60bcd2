import type { TypeId } from '../vocabulary/value-types.ts'
import { isAddress } from './addresses.ts'
import { isChineseName, isLatinName, isNameShaped } from './person-names.ts'
import { familyOf } from './type-families.ts'
import { isAboutHealth, typeOfWord } from './value-words.ts'

/** A kind of value that is told by its form, with the chance that some other short text has that form. */
export interface ValueShape {
  readonly type: TypeId
  readonly p0: number
  /** The form alone says too little: it counts only beside a name that says the type. */
  readonly needsName: boolean
}

const shapes: readonly (ValueShape & { readonly test: (text: string) => boolean })[] = [
  shape('person_name', 0.3, false, (text) => isChineseName(text) || isLatinName(text) || isMaskedName(text)),
  shape('address', 0.02, false, isAddress),
  shape('organisation_name', 0.05, false, isOrganisation),
  shape('url', 0.01, false, (text) => /^(https?|ftp):\/\/\S+$/i.test(text)),
  shape('timestamp', 0.01, false, (text) => dateTime.test(text) || epoch.test(text)),
  shape('date', 0.02, false, isDate),
  shape('health', 0.05, false, isAboutHealth),
  shape('mobile', 1e-3, false, (text) => /^(\+?86[- ]?)?1[3-9]\d[*xX＊]{4}\d{4}$/.test(text)),
  shape(
    'resident_id',
    1e-3,
    false,
    (text) => /^[1-9]\d{0,9}[*xX＊]{4,16}(\d{0,5}[\dXx])?$/.test(text) && length(text, 15, 18),
  ),
  shape(
    'bank_card',
    1e-2,
    false,
    (text) => /^\d{4,8}[ -]?([*xX＊]{4}[ -]?){1,3}\d{1,4}$/.test(text) && !/^1[3-9]\d[*xX]/.test(text),
  ),
  shape('email', 1e-3, false, (text) => /^[\w.+-]*[*＊]{2,}[\w.+-]*@[\w-]+(\.[\w-]+)+$/.test(text)),
  shape('track', 1e-3, false, (text) =>
    /^(LINESTRING|MULTIPOINT)\s*\(|^\[?\[?\(?-?\d{1,3}\.\d{3,},\s*-?\d{1,3}\.\d{3,}\)?\]?([;,| ]+[[(]?-?\d{1,3}\.\d{3,},\s*-?\d{1,3}\.\d{3,}[\])]?){2,}/i.test(
      text,
    ),
  ),
  shape('precise_location', 0.01, false, (text) =>
    /^(POINT\s*\(-?\d{1,3}\.\d+ -?\d{1,3}\.\d+\)|[[(]?-?\d{1,3}\.\d{4,}[,;| ]\s*-?\d{1,3}\.\d{4,}[\])]?)$/i.test(text),
  ),
  shape('face_image', 0.2, true, isImage),
  shape('photo', 0.2, true, isImage),
  shape('id_document_image', 0.2, true, isImage),
  shape('audio_video', 0.2, true, (text) =>
    /^data:(audio|video)\/|\.(mp3|wav|m4a|amr|mp4|avi|mov|h264)(\?.*)?$/i.test(text),
  ),
  shape(
    'biometric',
    0.05,
    true,
    (text) =>
      /^\[?\s*-?\d+\.\d+(\s*,\s*-?\d+(\.\d+)?(e-?\d+)?){15,}/i.test(text) || /^[A-Za-z0-9+/]{64,}={0,2}$/.test(text),
  ),
  shape('precise_location', 0.3, true, isCoordinate),
  shape(
    'birth_date',
    0.3,
    true,
    (text) => isDate(text) || dateTime.test(text) || /^(19|20)\d{2}([-/.年]?\d{1,2}月?)?年?$/.test(text),
  ),
  shape(
    'age',
    0.4,
    true,
    (text) =>
      (/^\d{1,3}(岁|周岁)?$/.test(text) && Number.parseInt(text, 10) <= 120) ||
      /^\d{1,2}\s*[-~–至]\s*\d{1,3}岁?$/.test(text),
  ),
  shape('gender', 0.2, true, (text) => /^[0129]$/.test(text)),
  shape('postcode', 0.4, true, (text) =>
    /^\d{5,6}$|^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$|^\d{5}-\d{3,4}$|^[A-Z]\d[A-Z] ?\d[A-Z]\d$|^\d{4} ?[A-Z]{2}$|^\d{4}$/i.test(
      text,
    ),
  ),
  shape('landline', 0.2, true, (text) => /^(\(?0\d{2,3}\)?[- ]?)?[2-9]\d{6,7}([-转 ]\d{1,5})?$/.test(text)),
  shape(
    'phone_international',
    0.3,
    true,
    (text) => /^\+?[\d() .-]{8,20}$/.test(text) && digits(text) >= 8 && digits(text) <= 15,
  ),
  shape('bank_card', 0.2, true, (text) => /^\d{12,21}$|^\d{4}([ -]\d{4}){2,4}([ -]\d{1,3})?$/.test(text)),
  shape('payment_card', 0.2, true, (text) => /^\d{13,19}$|^\d{4}([ -]\d{4}){2,3}$/.test(text)),
  shape('qq_number', 0.3, true, (text) => /^[1-9]\d{4,10}$/.test(text)),
  shape('wechat_id', 0.2, true, (text) => /^[A-Za-z][\w-]{5,30}$/.test(text)),
  shape('advertising_id', 0.2, true, (text) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{15,64}$/i.test(text),
  ),
  shape('engine_number', 0.3, true, (text) => /^[A-Z0-9*-]{5,20}$/i.test(text) && /\d/.test(text)),
  shape('vin', 0.05, true, (text) => /^[A-HJ-NPR-Z0-9]{17}$/i.test(text)),
  shape('body_measure', 0.3, true, (text) => /^\d{1,3}(\.\d+)?\s*(cm|kg|厘米|公斤|斤|m)?$/i.test(text)),
  shape(
    'health',
    0.2,
    true,
    (text) =>
      /^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(text) || /^(A|B|AB|O)(型|\+|-)?$/i.test(text) || /\d/.test(text),
  ),
  shape('ip_address', 0.05, true, (text) => /^\d{1,3}(\.\d{1,3}){3}$|^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*$/i.test(text)),
  shape(
    'nationality',
    0.3,
    true,
    (text) => typeOfWord(text) === 'region' || /^[A-Za-z][A-Za-z .()'-]{1,40}$/.test(text),
  ),
  shape('person_name', 0.5, true, isNameShaped),
  shape('nickname', 0.6, true, () => true),
  shape('driver_licence', 0.2, true, (text) => /^\d{12,18}[Xx]?$|^[A-Z0-9-]{6,18}$/i.test(text)),
  shape('uscc', 0.2, true, (text) => /^[0-9A-Z]{15}$|^[0-9A-Z]{18}$|^[0-9A-Z]{8}-?[0-9A-Z]$/i.test(text)),
]

const dateTime =
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$|^\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}/
const epoch = /^1[4-9]\d{8}(\d{3})?$/

/** The forms to look for in a column of that family of types: those that speak for themselves, and those of its name. */
export function shapesFor(
  family: TypeId | null,
): readonly (ValueShape & { readonly test: (text: string) => boolean })[] {
  return shapes.filter(({ type, needsName }) => !needsName || familyOf(type) === family)
}

/** The kinds of value that a text has the form of, among `candidates`. */
export function shapesOf(text: string, candidates: ReturnType<typeof shapesFor>): ValueShape[] {
  const found: ValueShape[] = candidates.filter((candidate) => candidate.test(text))
  const word = typeOfWord(text)
  if (word !== null) found.push({ type: word, p0: 0.02, needsName: word === 'credit' })
  return found
}

function shape(type: TypeId, p0: number, needsName: boolean, test: (text: string) => boolean) {
  return { type, p0, needsName, test }
}

function isDate(text: string): boolean {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?( 0{1,2}:00(:00)?)?$/.exec(text) ??
    /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text)
  if (match !== null)
    return Number(match[2]) >= 1 && Number(match[2]) <= 12 && Number(match[3]) >= 1 && Number(match[3]) <= 31
  return /^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}$/.test(text)
}

function isOrganisation(text: string): boolean {
  return (
    /^.{2,40}(公司|集团|银行|支行|分行|医院|大学|学院|中学|小学|研究院|研究所|事务所|委员会|协会|合作社|经营部|商行|旗舰店|专营店|加工厂|有限合伙）?)$/u.test(
      text,
    ) ||
    /\b(ltd|limited|inc|llc|gmbh|corp|corporation|co|plc|s\.?a|ag|bv|pty|sarl|kk|company|university|bank|hospital)\.?$/i.test(
      text,
    )
  )
}

/** A coordinate by itself: four decimals or more (eleven metres), in range. */
function isCoordinate(text: string): boolean {
  return /^-?\d{1,3}\.\d{3,}$/.test(text) && Math.abs(Number(text)) <= 180
}

function isImage(text: string): boolean {
  return /^data:image\/|^\/9j\/|^iVBORw0KGgo|\.(jpe?g|png|bmp|gif|webp|heic|tiff?)(\?.*)?$/i.test(text)
}

/** 张*, 张**, 欧阳*, *明: a name with its characters hidden. */
function isMaskedName(text: string): boolean {
  return /^\p{Script=Han}{1,2}[*＊某×]{1,3}$|^[*＊]{1,2}\p{Script=Han}{1,2}$|^\p{Script=Han}[*＊]\p{Script=Han}$/u.test(
    text,
  )
}

function length(text: string, least: number, most: number): boolean {
  return text.length >= least && text.length <= most
}

function digits(text: string): number {
  return text.replace(/\D/g, '').length
}
