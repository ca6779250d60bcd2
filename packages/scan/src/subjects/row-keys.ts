import { noKey } from './key-type.ts'
import type { ColumnBits } from './person-count.ts'
import type { PersonSet } from './person-set.ts'
import type { RowPatterns } from './row-patterns.ts'

/** Rows that are taken together: enough to overlap the waits for memory, few enough to stay in the cache. */
export const blockRows = 256

/** A column whose cells are keys of persons. */
export class KeySlot {
  readonly lo = new Int32Array(blockRows)
  readonly hi = new Int32Array(blockRows)
  /** Kind of key by row; `noKey` where the cell holds none. */
  readonly types = new Uint8Array(blockRows).fill(noKey)
  /** Bits of the column itself. */
  readonly bitsLo: number
  readonly bitsHi: number
  /** The caller named this column as the person's: it goes before all others, and all others are joined to it. */
  readonly isSubject: boolean
  /** Whether name and values agree on what the column is, so that a link may rest on it. */
  readonly isStrong: boolean
  /** Rows whose person this column gave. */
  persons = 0

  constructor(bits: ColumnBits, isSubject: boolean, isStrong: boolean) {
    this.bitsLo = bits.lo
    this.bitsHi = bits.hi
    this.isSubject = isSubject
    this.isStrong = isStrong
  }
}

/** The persons of one part of a row: its own person, or the recipient, the contact, the seller. */
export interface RowParty {
  /** Columns that are about this party. */
  readonly maskLo: number
  readonly maskHi: number
  /** Its key columns; the subject's, where the caller named one, is the first. */
  readonly slots: readonly KeySlot[]
  /** Whether keys beside the strongest one are taken for the same person. */
  readonly joins: boolean
  /** Whether what was found in texts is part of it. */
  readonly isRow: boolean
}

/** One block of rows on its way into the set of persons. */
export class RowKeys {
  /** By row: bits of the columns that are not empty, and of texts with a personal hit that is no key. */
  readonly bitsLo = new Int32Array(blockRows)
  readonly bitsHi = new Int32Array(blockRows)
  /** By row: bits of texts in which a key was found; they count for the row's person, never as a person of their own. */
  readonly foundLo = new Int32Array(blockRows)
  readonly foundHi = new Int32Array(blockRows)
  readonly #set: PersonSet
  readonly #patterns: RowPatterns
  readonly #best = new Int32Array(blockRows)
  readonly #owners = new Int32Array(blockRows)

  constructor(set: PersonSet, patterns: RowPatterns) {
    this.#set = set
    this.#patterns = patterns
  }

  /** Gives the first `rows` rows of the block to the set, and empties the block. */
  settle(parties: readonly RowParty[], rows: number): void {
    for (const party of parties) this.#settleParty(party, rows)
    for (const party of parties) for (const slot of party.slots) slot.types.fill(noKey, 0, rows)
    this.bitsLo.fill(0, 0, rows)
    this.bitsHi.fill(0, 0, rows)
    this.foundLo.fill(0, 0, rows)
    this.foundHi.fill(0, 0, rows)
  }

  #settleParty(party: RowParty, rows: number): void {
    const best = this.#best
    best.fill(-1, 0, rows)
    for (let which = party.slots.length - 1; which >= 0; which--) {
      const { types, isSubject } = party.slots[which]!
      for (let row = 0; row < rows; row++) {
        const type = types[row]!
        if (type === noKey) continue
        const other = best[row]!
        if (other < 0 || isSubject || type <= party.slots[other]!.types[row]!) best[row] = which
      }
    }
    for (let which = 0; which < party.slots.length; which++) this.#addOwners(party, which, rows)
    this.#addKeyless(party, rows)
    if (party.slots.length > 1) {
      for (let which = 0; which < party.slots.length; which++) this.#addOthers(party, which, rows)
    }
  }

  /** Rows whose strongest key is in this slot. */
  #addOwners(party: RowParty, which: number, rows: number): void {
    const slot = party.slots[which]!
    for (let row = 0; row < rows; row++) {
      if (this.#best[row] !== which) continue
      let lo = this.bitsLo[row]! & party.maskLo
      let hi = this.bitsHi[row]! & party.maskHi
      if (party.isRow) {
        lo |= this.foundLo[row]!
        hi |= this.foundHi[row]!
      }
      this.#owners[row] = this.#set.add(slot.lo[row]!, slot.hi[row]!, slot.types[row]!, lo, hi)
      slot.persons++
    }
  }

  #addKeyless(party: RowParty, rows: number): void {
    for (let row = 0; row < rows; row++) {
      if (this.#best[row]! >= 0) continue
      const lo = this.bitsLo[row]! & party.maskLo
      const hi = this.bitsHi[row]! & party.maskHi
      if ((lo | hi) !== 0) this.#patterns.add(lo, hi)
    }
  }

  /** Keys beside the strongest: linked to it where the party joins and the kinds differ, else persons of their own. */
  #addOthers(party: RowParty, which: number, rows: number): void {
    const slot = party.slots[which]!
    for (let row = 0; row < rows; row++) {
      const type = slot.types[row]!
      const chosen = this.#best[row]!
      if (type === noKey || chosen === which) continue
      const owner = party.slots[chosen]!
      const isTrusted = owner.isSubject || (slot.isStrong && owner.isStrong)
      if (party.joins && isTrusted && type !== owner.types[row]) {
        this.#set.link(slot.lo[row]!, slot.hi[row]!, type, this.#owners[row]!)
      } else this.#set.add(slot.lo[row]!, slot.hi[row]!, type, slot.bitsLo, slot.bitsHi)
    }
  }
}
