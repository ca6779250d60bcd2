import { canonicalJson } from '@feiyu/core'
import { type Bytes, textOf, utf8 } from '../bytes.ts'
import { EvidenceFormError } from '../errors.ts'
import { bodies, type EntryBody, type EntryKind } from './kinds.ts'
import { oneOf, record, type Shape, when } from './shape.ts'
import { type Instant, instant } from './values.ts'

/** One statement of the log about what was permitted, what crossed, what was refused. Holds no personal data. */
export type Entry<K extends EntryKind = EntryKind> = {
  readonly [P in K]: {
    readonly schema: 'feiyu.entry/1'
    readonly kind: P
    readonly at: Instant
    readonly body: EntryBody<P>
  }
}[K]

const kinds = Object.keys(bodies).filter(isKind)
const envelope = record({
  schema: oneOf('feiyu.entry/1'),
  kind: oneOf(...kinds),
  at: instant,
  body: when(isObject, 'an object'),
})

/** How an entry is read: every member known, every value of an admitted form. */
export const entryShape: Shape<Entry> = {
  read(value, at) {
    const { kind, body, ...rest } = envelope.read(value, at)
    // The body is read by the shape of that very kind.
    return { ...rest, kind, body: bodies[kind].read(body, `${at}.body`) } as Entry
  },
}

/** Bytes of an entry: its canonical JSON. Refuses what an entry may not hold, whatever the types said. */
export function writeEntry<K extends EntryKind>(kind: K, at: Instant, body: EntryBody<K>): Bytes {
  return utf8(canonicalJson(entryShape.read({ schema: 'feiyu.entry/1', kind, at, body }, 'entry')))
}

/** Reads the bytes of an entry, which must be its canonical JSON. */
export function readEntry(bytes: Uint8Array): Entry {
  return readCanonical(textOf(bytes), entryShape, 'entry')
}

/** Reads canonical JSON: any other writing of the same value is refused, so that no byte can change unseen. */
export function readCanonical<T>(text: string | undefined, shape: Shape<T>, what: string): T {
  let value: unknown
  try {
    value = JSON.parse(text ?? '')
  } catch (cause) {
    // The parser's own message quotes the text, which nobody has checked yet.
    throw new EvidenceFormError(
      'FEIYU_EVIDENCE_NOT_JSON',
      `the ${what} is not JSON in UTF-8; use the file as it was written`,
      {
        at: what,
        cause: cause instanceof SyntaxError ? undefined : cause,
      },
    )
  }
  const read = shape.read(value, what)
  if (text === undefined || !isCanonical(value, text)) {
    throw new EvidenceFormError(
      'FEIYU_EVIDENCE_NOT_CANONICAL',
      `the ${what} is not in canonical JSON (RFC 8785); use the file as it was written`,
      { at: what },
    )
  }
  return read
}

/**
 * Whether the text is the canonical JSON of the value that it was parsed into. The platform's own writer differs from it
 * in the order of members, and in lone surrogates, for which it has an escape; where neither can be, it is quicker.
 */
function isCanonical(value: unknown, text: string): boolean {
  if (!text.includes('\\u') && isSorted(value) && JSON.stringify(value) === text) return true
  return canonicalForm(value) === text
}

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isSorted)
  let last = ''
  for (const [key, member] of Object.entries(value)) {
    if (key < last || !isSorted(member)) return false
    last = key
  }
  return true
}

function canonicalForm(value: unknown): string | undefined {
  try {
    return canonicalJson(value)
  } catch (error) {
    // A lone surrogate or an infinite number: JSON has words for them, canonical JSON has none.
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function isKind(name: string): name is EntryKind {
  return Object.hasOwn(bodies, name)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
