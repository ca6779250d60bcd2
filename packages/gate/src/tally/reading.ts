import { keyKindsOf, keyTypes } from '@feiyu/scan'
import type { CountedField } from '../ports/book.ts'

/** What a person counts as, as bits: in an ordinary field, in a sensitive one. */
export const ordinaryFlag = 1
export const sensitiveFlag = 2

/** Bit 63 of a bitmap: the person is a minor, all of whose information is sensitive (tally T3). */
const minorBit = -2147483648

/** How the bitmaps of one crossing are read: which bits are ordinary fields that cross, and which sensitive ones. */
export interface Reading {
  readonly ordinaryLo: number
  readonly ordinaryHi: number
  readonly sensitiveLo: number
  readonly sensitiveHi: number
  /** By kind of key, the flags of the fields that hold such keys: what a key counts as that belongs to nobody else. */
  readonly own: Uint8Array
}

/** The reading that the counted fields of a crossing give. */
export function readingOf(fields: readonly CountedField[]): Reading {
  const ordinary = [0, 0]
  const sensitive = [0, 0]
  const own = new Uint8Array(keyTypes.length)
  for (const { bit, type, sensitive: isSensitive } of fields) {
    const words = isSensitive ? sensitive : ordinary
    words[bit >> 5]! |= 1 << (bit & 31)
    const kinds = keyKindsOf(type)
    for (let kind = 0; kind < own.length; kind++) {
      if ((kinds & (1 << kind)) !== 0) own[kind]! |= isSensitive ? sensitiveFlag : ordinaryFlag
    }
  }
  return {
    ordinaryLo: ordinary[0]!,
    ordinaryHi: ordinary[1]!,
    sensitiveLo: sensitive[0]!,
    sensitiveHi: sensitive[1]!,
    own,
  }
}

/** Flags of a bitmap: 0 where nothing personal of it crosses. */
export function flagsOf(lo: number, hi: number, reading: Reading): number {
  const isOrdinary = ((lo & reading.ordinaryLo) | (hi & reading.ordinaryHi)) !== 0
  const isSensitive = ((lo & reading.sensitiveLo) | (hi & reading.sensitiveHi)) !== 0
  if ((hi & minorBit) !== 0) return isOrdinary || isSensitive ? sensitiveFlag : 0
  return (isOrdinary ? ordinaryFlag : 0) | (isSensitive ? sensitiveFlag : 0)
}
