import type { CivilDate } from '@feiyu/core'
import type { Context } from '../../context.ts'
import { InputError } from '../../errors.ts'
import { InputPart, parseInput } from '../../inputs/document.ts'
import { type ProofFile, readProof, readText } from '../../inputs/read-file.ts'

export const mechanismKinds = ['SCC', 'CERTIFICATION', 'SECURITY_ASSESSMENT'] as const
export type MechanismKind = (typeof mechanismKinds)[number]

/** A standard contract filing, a certificate or an assessment result, as the handler wrote it down. */
export interface Mechanism {
  readonly kind: MechanismKind
  readonly number: string
  readonly recipient: string
  /** Two letters, ISO 3166-1. */
  readonly country: string
  readonly purpose: string | null
  readonly validFrom: CivilDate
  /** Last day; null: no end was set. */
  readonly validUntil: CivilDate | null
  /** Scale that was filed, certified or assessed. */
  readonly persons: { readonly ordinary: number; readonly sensitive: number }
  /** Columns that it covers; null: it does not name them. */
  readonly fields: readonly string[] | null
  readonly file: ProofFile
}

/**
 * Reads a mechanism file: YAML or JSON, strict keys.
 *
 * @throws InputError with the line
 */
export async function readMechanism(context: Context, path: string): Promise<Mechanism> {
  const root = (await readDescription(context, path)).closed(keys.needed, keys.optional)
  const persons = root.member('persons').closed(['ordinary', 'sensitive'])
  const validFrom = root.member('validFrom').date()
  const until = root.member('validUntil')
  const validUntil = until.value === null ? null : until.date()
  if (validUntil !== null && validUntil < validFrom) {
    throw new InputError(
      'FEIYU_INPUT_MECHANISM_TERM',
      `\`validUntil\` (\`${validUntil}\`) is before \`validFrom\`; correct one of the two`,
      { at: until.at },
    )
  }
  const purpose = root.member('purpose')
  const fields = root.member('fields')
  return {
    kind: root.member('kind').word(mechanismKinds),
    number: root.member('number').text(),
    recipient: root.member('recipient').text(),
    country: readCountry(root.member('country')),
    purpose: purpose.value === null ? null : purpose.text(),
    validFrom,
    validUntil,
    persons: { ordinary: persons.member('ordinary').count(), sensitive: persons.member('sensitive').count() },
    fields: fields.value === null ? null : fields.items().map((field) => field.text()),
    file: await readProof(path),
  }
}

const keys = {
  needed: ['kind', 'number', 'recipient', 'country', 'validFrom', 'persons'],
  optional: ['purpose', 'validUntil', 'fields'],
} as const

/** Errors that say that a file is something else than what people wrote down in YAML or JSON. */
const otherFiles = new Set(['FEIYU_INPUT_ENCODING', 'FEIYU_INPUT_SYNTAX', 'FEIYU_INPUT_TOO_LARGE'])

/** Whoever gives the contract itself is told what is wanted in its place. */
async function readDescription(context: Context, path: string): Promise<InputPart> {
  try {
    const root = new InputPart(parseInput(path, await readText(path, context.stdin)))
    if (typeof root.value === 'object' && root.value !== null && !Array.isArray(root.value)) return root
  } catch (error) {
    if (!(error instanceof InputError && otherFiles.has(error.code))) throw error
    // A description with a slip in it is told the line of the slip.
    if (error.code === 'FEIYU_INPUT_SYNTAX' && /\.(?:ya?ml|json)$/i.test(path)) throw error
  }
  throw new InputError(
    'FEIYU_INPUT_MECHANISM_FORM',
    `\`${path}\` is no description of a mechanism; write one in YAML or JSON with \`${keys.needed.join(', ')}\` (\`persons: { ordinary: 200000, sensitive: 500 }\`) and, where it has them, \`${keys.optional.join(', ')}\``,
    { at: path },
  )
}

function readCountry(part: InputPart): string {
  const text = part.text()
  if (/^[A-Z]{2}$/.test(text)) return text
  throw part.wrong('two capital letters, such as `DE`')
}

/** What the mechanism has to cover. */
export interface Flow {
  readonly asOf: CivilDate
  readonly recipient: string | null
  readonly country: string
  readonly purpose: string | null
  readonly ordinary: number
  readonly sensitive: number
  /** Columns that hold personal information. */
  readonly fields: readonly string[]
  /** Columns that hold passwords or keys. */
  readonly credentials: readonly string[]
}

/** Why a mechanism does not cover a flow. */
export type Mismatch =
  | { readonly kind: 'kind'; readonly fits: readonly MechanismKind[] }
  | { readonly kind: 'not-yet'; readonly from: CivilDate }
  | { readonly kind: 'ended'; readonly until: CivilDate }
  | { readonly kind: 'recipient' }
  | { readonly kind: 'country'; readonly country: string }
  | { readonly kind: 'purpose' }
  | {
      readonly kind: 'scale'
      readonly tally: 'ordinary' | 'sensitive'
      readonly covered: number
      readonly persons: number
    }
  | { readonly kind: 'fields'; readonly names: readonly string[] }

/** Everything in which a mechanism does not cover a flow; empty when it does. */
export function mismatches(mechanism: Mechanism, fits: readonly MechanismKind[], flow: Flow): readonly Mismatch[] {
  const found: Mismatch[] = []
  if (!fits.includes(mechanism.kind)) found.push({ kind: 'kind', fits })
  if (mechanism.validFrom > flow.asOf) found.push({ kind: 'not-yet', from: mechanism.validFrom })
  if (mechanism.validUntil !== null && mechanism.validUntil < flow.asOf)
    found.push({ kind: 'ended', until: mechanism.validUntil })
  if (flow.recipient === null || !sameName(mechanism.recipient, flow.recipient)) found.push({ kind: 'recipient' })
  if (mechanism.country !== flow.country) found.push({ kind: 'country', country: mechanism.country })
  if (mechanism.purpose !== null && (flow.purpose === null || !sameName(mechanism.purpose, flow.purpose)))
    found.push({ kind: 'purpose' })
  for (const tally of ['ordinary', 'sensitive'] as const) {
    if (flow[tally] > mechanism.persons[tally]) {
      found.push({ kind: 'scale', tally, covered: mechanism.persons[tally], persons: flow[tally] })
    }
  }
  const covered = mechanism.fields === null ? null : new Set(mechanism.fields)
  const names = covered === null ? [] : flow.fields.filter((field) => !covered.has(field))
  if (names.length > 0) found.push({ kind: 'fields', names })
  return found
}

/** Names are the same when they differ only in spaces, width or capitals. */
function sameName(left: string, right: string): boolean {
  return plainName(left) === plainName(right)
}

function plainName(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}
