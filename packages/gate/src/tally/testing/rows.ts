import type { Digest } from '@feiyu/core'
import { type BatchMac, codeWords, keyTypes, linkWords, type PersonBatch, personWords } from '@feiyu/scan'
import type { Account, CountedField, SegmentHead } from '../../ports/book.ts'
import { bookKeyMac } from '../batch-mac.ts'

/** A row of a test: values of keys by kind, and the fields that are not empty. */
export interface TestRow {
  readonly keys: Readonly<Partial<Record<TestKind, number>>>
  readonly filled: readonly (keyof typeof bits)[]
  readonly minor?: boolean
}

/** Kinds of key of the tests, strongest first. */
export const testKinds = ['resident_id', 'email', 'mobile'] as const
export type TestKind = (typeof testKinds)[number]

const bits = { resident_id: 0, email: 1, mobile: 2, gender: 3, diagnosis: 40 } as const

/** The fields of the tests; `diagnosis` is sensitive. */
export const testFields: readonly CountedField[] = Object.entries(bits).map(([path, bit]) => ({
  path,
  type: path,
  bit,
  sensitive: path === 'diagnosis',
}))

/** A digest to tell permits of a test apart. */
export function permitOf(number: number): Digest {
  return `sha256:${number.toString(16).padStart(64, '0')}`
}

export function headOf(permit: number, more: Partial<SegmentHead> = {}): SegmentHead {
  return {
    permit: permitOf(permit),
    account: { kind: 'counted' },
    recipient: 'Rhine GmbH',
    scenario: null,
    fields: testFields,
    registers: { kind: 'system', name: 'shop' },
    classTable: permitOf(0xc1a55),
    ...more,
  }
}

export function side(article: string): Account {
  return { kind: 'side', article }
}

/** Rows of so many persons with an ID number, ordinary fields filled. */
export function people(from: number, to: number, filled: TestRow['filled'] = ['resident_id', 'gender']): TestRow[] {
  return Array.from({ length: to - from }, (_, index) => ({ keys: { resident_id: from + index }, filled }))
}

/**
 * Codes of a book of which the first 64 bits are the same for every message, so that the other 64 have to tell all keys
 * apart.
 */
export function halfMac(key: Uint8Array): BatchMac {
  const mac = bookKeyMac(key)
  return {
    mac(messages, offsets, count, out) {
      mac.mac(messages, offsets, count, out)
      for (let message = 0; message < count; message++) out.fill(7, message * codeWords, message * codeWords + 2)
    },
  }
}

/** Rows as the scanner hands them to a book: the strongest key is the person, the others are links to it. */
export function batchOf(
  rows: readonly TestRow[],
  key: Uint8Array,
  macOf: (key: Uint8Array) => BatchMac = bookKeyMac,
): PersonBatch {
  const mac = macOf(key)
  const words: number[] = []
  const links: number[] = []
  const keyless: { lo: number; hi: number; rows: number }[] = []
  for (const { keys, filled, minor } of rows) {
    const [lo, hi] = bitmapOf(filled, minor)
    const found = testKinds.flatMap((kind) => (keys[kind] === undefined ? [] : [keyOf(kind, keys[kind], mac)]))
    const [person, ...others] = found
    if (person === undefined) {
      const same = keyless.find((pattern) => pattern.lo === lo && pattern.hi === hi)
      if (same === undefined) keyless.push({ lo, hi, rows: 1 })
      else same.rows++
      continue
    }
    words.push(...person.code, lo, hi, person.kind)
    for (const other of others) links.push(...other.code, other.kind, ...person.code, person.kind)
  }
  return {
    count: words.length / personWords,
    words: Int32Array.from(words),
    linkCount: links.length / linkWords,
    links: Int32Array.from(links),
    keyless,
  }
}

function bitmapOf(filled: TestRow['filled'], minor = false): [number, number] {
  let [lo, hi] = [0, minor ? -2147483648 : 0]
  for (const field of filled) {
    if (bits[field] < 32) lo |= 1 << bits[field]
    else hi |= 1 << (bits[field] - 32)
  }
  return [lo, hi]
}

function keyOf(kind: TestKind, value: number, mac: BatchMac) {
  const message = new TextEncoder().encode(`${kind} ${value}`)
  const code = new Int32Array(codeWords)
  mac.mac(message, Int32Array.of(0, message.length), 1, code)
  return { code, kind: keyTypes.indexOf(kind) }
}
