import {
  detectors,
  hkid,
  hkmoPermit,
  homeReturnPermit,
  imei,
  none,
  passportCn,
  passportOther,
  residentId,
  residentIdOld,
  taiwanCompatriotPermit,
  taiwanTravelPermit,
  vin,
} from '../detectors/detector.ts'
import { acceptedBy, accountKey, deviceKey, keyOfType, noKey, onlineKey, wechatKey } from '../subjects/key-type.ts'
import type { TypeId } from '../vocabulary/value-types.ts'
import type { Column } from './column.ts'
import { type ColumnType, decideType } from './typing.ts'

/** Which hits inside a column that is not of their type stand for persons. */
export type FoundKeys = 'none' | 'strong' | 'all'

/** How a whole cell becomes a key where no detector speaks. */
export type WholeKey = 'none' | 'text' | 'number' | 'document' | 'compact'

/** How the cells of one column are read, decided from its name and its first values. */
export interface ColumnPlan {
  readonly type: ColumnType
  /** Detector whose claims go first among the weak ones. */
  readonly hint: number
  /** Travel document that the column prefers; -1 where shapes of documents are not asked for. */
  readonly document: number
  /** Kind of key of the column, `noKey` for none, and the kinds of key that its hits may give (bits). */
  readonly key: number
  readonly accepts: number
  readonly wholeKey: WholeKey
  readonly found: FoundKeys
  readonly isStrong: boolean
  readonly isBirthDate: boolean
  readonly isAge: boolean
}

/** Plans a column. `isSubject`: the caller named it as the column of the person. */
export function planColumn(column: Column, isSubject: boolean): ColumnPlan {
  const { evidence } = column
  const type = decideType(column.name, evidence, evidence)
  const typeKey = keyOfType(type.type)
  const key = typeKey === noKey && isSubject ? accountKey : typeKey
  return {
    type,
    hint: hintOf(type.type),
    document: documents[type.type] ?? -1,
    key,
    accepts: key === noKey ? 0 : acceptedBy(key),
    wholeKey: isSubject && typeKey === noKey ? 'text' : wholeKeyOf(type.type, key),
    found: foundKeysOf(column, type.type),
    isStrong: type.confidence >= 0.9 && !type.isUnverified && evidence.values > 0,
    isBirthDate: type.type === 'birth_date',
    isAge: type.type === 'age',
  }
}

/** Detector whose claims go first among the weak ones in a column of a type. */
export function hintOf(type: TypeId): number {
  return hints[type] ?? none
}

const hints: Readonly<Partial<Record<TypeId, number>>> = { imei, vin, hkid, resident_id: residentIdOld }

const documents: Readonly<Partial<Record<TypeId, number>>> = {
  resident_id: none,
  identity_document: none,
  hkmt_residence_permit: none,
  passport_cn: passportCn,
  passport_other: passportOther,
  hkmo_permit: hkmoPermit,
  home_return_permit: homeReturnPermit,
  taiwan_compatriot_permit: taiwanCompatriotPermit,
  taiwan_travel_permit: taiwanTravelPermit,
}

function wholeKeyOf(type: TypeId, key: number): WholeKey {
  if (key === accountKey || key === onlineKey || key === wechatKey) return 'text'
  if (type === 'national_id_other') return 'compact'
  if (documents[type] !== undefined) return 'document'
  if (type === 'bank_card') return 'number'
  return 'none'
}

/**
 * In prose every number that has a person's form stands for one. In a column of codes only what is as good as certain
 * does; and where a tenth of the codes passes a check that a tenth of all numbers passes, nothing does.
 */
function foundKeysOf(column: Column, type: TypeId): FoundKeys {
  const { evidence } = column
  if (evidence.values === 0) return column.name.hint === null || type === 'free_text' ? 'all' : 'strong'
  const passed = evidence.whole[residentId]! / evidence.values
  if (evidence.values >= 50 && passed > 0.03 && passed < 0.3 && keyOfType(type) === noKey) return 'none'
  return evidence.codes / evidence.values >= 0.9 ? 'strong' : 'all'
}

/** Whether hits of a detector in a column of another type stand for persons: never those of devices. */
export function standsForPerson(code: number, key: number, found: FoundKeys): boolean {
  if (key === noKey || key === deviceKey || found === 'none') return false
  return found === 'all' || detectors[code]!.strong
}
