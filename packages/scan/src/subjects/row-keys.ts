import { MacKeys } from '../live/mac-keys.ts'
import { FoundKeys } from './found-keys.ts'
import type { KeyForms } from './key-forms.ts'
import { blockRows, type KeySlot } from './key-slot.ts'
import { noKey } from './key-type.ts'
import type { LinkLog } from './link-log.ts'
import type { PersonSet } from './person-set.ts'
import type { RowPatterns } from './row-patterns.ts'

/** The persons of one part of a row: its own person, or the recipient, the contact, the seller. */
export interface RowParty {
  /** Columns that are about this party. */
  readonly maskLo: number
  readonly maskHi: number
  /** Its key columns, strongest first; the subject's, where the caller named one, before all. */
  readonly slots: readonly KeySlot[]
  /** It is the row's own person: keys beside the strongest one are taken for the same, and what texts held counts too. */
  readonly isRow: boolean
}

/** One block of rows on its way into the set of persons. */
export class RowKeys {
  /** By row: bits of the columns that are not empty, and of texts with a personal hit that is no key. */
  readonly bitsLo: Int32Array = new Int32Array(blockRows)
  readonly bitsHi: Int32Array = new Int32Array(blockRows)
  /** By row: bits of texts in which a key was found; they count for the row's person, never as a person of their own. */
  readonly foundLo: Int32Array = new Int32Array(blockRows)
  readonly foundHi: Int32Array = new Int32Array(blockRows)
  readonly #set: PersonSet
  readonly #links: LinkLog
  readonly #patterns: RowPatterns
  readonly #hash: KeyForms
  /** The same, where keys are made many at once. */
  readonly #mac: MacKeys | null
  readonly #found = new FoundKeys()
  /** By row: most persons that a cell lists, and most keys of them. */
  readonly #listed = new Int32Array(blockRows)
  readonly #listedKeys = new Int32Array(blockRows)
  #hasLists = false
  /** By row: the slot of the strongest key, its person, and a sum over the other keys. */
  readonly #best = new Int32Array(blockRows)
  readonly #owners = new Int32Array(blockRows)
  readonly #sums = new Int32Array(blockRows)
  readonly #todo = new Int32Array(blockRows)
  /** Rows whose keys are made in one call. */
  readonly #chosen = new Int32Array(blockRows)

  constructor(set: PersonSet, links: LinkLog, patterns: RowPatterns, hash: KeyForms) {
    this.#set = set
    this.#links = links
    this.#patterns = patterns
    this.#hash = hash
    this.#mac = hash instanceof MacKeys ? hash : null
  }

  /** Notes a key that stands in a text of a row: a person of its own, with the bits of the text's column. */
  addFound(row: number, type: number, bitsLo: number, bitsHi: number): void {
    this.#found.add(row, this.#hash.lo, this.#hash.hi, type, bitsLo, bitsHi)
  }

  /** Notes a key that a cell of a row lists beside others: a person of its own, of whom the whole row speaks. */
  addListed(row: number, type: number, bitsHi = 0): void {
    this.#found.addListed(row, this.#hash.lo, this.#hash.hi, type, bitsHi)
  }

  /** A cell of a row lists so many persons, of whom so many have a key. */
  noteList(row: number, persons: number, keys: number): void {
    this.#hasLists = true
    if (persons > this.#listed[row]!) this.#listed[row] = persons
    if (keys > this.#listedKeys[row]!) this.#listedKeys[row] = keys
  }

  /**
   * Gives the first `rows` rows of the block, whose values lie in `bytes` and `view` alike, to the set, and empties the
   * block. A row with a 1 in `uncounted`, from `first` on, is left out: it will not cross.
   */
  settle(
    parties: readonly RowParty[],
    rows: number,
    bytes: Uint8Array,
    view: DataView,
    uncounted?: Uint8Array,
    first = 0,
  ): void {
    this.#mac?.settleFound()
    if (uncounted !== undefined) this.#leaveOut(parties, rows, uncounted, first)
    this.#found.settle(this.#set, this.#mac, this.bitsLo, this.bitsHi)
    for (const party of parties) this.#settleParty(party, rows, bytes, view)
    for (const { slots } of parties) for (const slot of slots) slot.clear(rows)
    this.bitsLo.fill(0, 0, rows)
    this.bitsHi.fill(0, 0, rows)
    this.foundLo.fill(0, 0, rows)
    this.foundHi.fill(0, 0, rows)
    if (this.#hasLists) {
      this.#listed.fill(0, 0, rows)
      this.#listedKeys.fill(0, 0, rows)
      this.#hasLists = false
    }
    this.#mac?.clearFound()
  }

  #leaveOut(parties: readonly RowParty[], rows: number, uncounted: Uint8Array, first: number): void {
    for (let row = 0; row < rows; row++) {
      if (uncounted[first + row] !== 1) continue
      for (const { slots } of parties) for (const { types } of slots) types[row] = noKey
      this.bitsLo[row] = 0
      this.bitsHi[row] = 0
      this.foundLo[row] = 0
      this.foundHi[row] = 0
      this.#found.leaveOut(row)
    }
  }

  #settleParty(party: RowParty, rows: number, bytes: Uint8Array, view: DataView): void {
    const { slots } = party
    this.#choose(slots, rows)
    for (let which = 0; which < slots.length; which++) this.#hashOwners(slots[which]!, which, rows, bytes, view)
    this.#addOwners(party, rows)
    if (slots.length < 2) return
    const todo = this.#findOthers(party, rows, view)
    if (todo === 0) return
    for (let which = 0; which < slots.length; which++) this.#hashOthers(slots[which]!, which, todo, bytes, view)
    for (let which = 0; which < slots.length; which++) this.#addOthers(party, which, todo)
  }

  /** Chooses by row the slot with the strongest key; -1 where there is none. */
  #choose(slots: readonly KeySlot[], rows: number): void {
    const best = this.#best
    if (slots.length === 0) {
      best.fill(-1, 0, rows)
      return
    }
    const [first, ...others] = slots
    const firstTypes = first!.types
    const enough = first!.options.isSubject
      ? noKey - 1
      : Math.min(noKey - 1, ...others.map(({ options }) => options.least))
    for (let row = 0; row < rows; row++) {
      if (firstTypes[row]! <= enough) {
        best[row] = 0
        continue
      }
      let strongest = noKey
      let chosen = -1
      for (let which = 0; which < slots.length; which++) {
        const type = slots[which]!.types[row]!
        if (type >= strongest) continue
        strongest = type
        chosen = which
      }
      best[row] = chosen
    }
  }

  #hashOwners(slot: KeySlot, which: number, rows: number, bytes: Uint8Array, view: DataView): void {
    const best = this.#best
    const { lo } = slot
    if (this.#mac === null) this.#hashRows(slot, which, rows, bytes, view)
    else {
      let count = 0
      for (let row = 0; row < rows; row++) if (best[row] === which) this.#chosen[count++] = row
      this.#macRows(this.#mac, slot, count, bytes, view)
    }
    for (let row = 0; row < rows; row++) if (best[row] === which) this.#set.touch(lo[row]!)
  }

  #hashRows(slot: KeySlot, which: number, rows: number, bytes: Uint8Array, view: DataView): void {
    const best = this.#best
    const { types, starts, ends, lo, hi, nameStarts, nameEnds, options } = slot
    const hash = this.#hash
    for (let row = 0; row < rows; row++) {
      if (best[row] !== which) continue
      if (starts[row]! >= 0) {
        if (options.isThing) hash.pair(types[row]!, bytes, starts[row]!, ends[row]!, nameStarts[row]!, nameEnds[row]!)
        else hash.plain(types[row]!, options.register, view, starts[row]!, ends[row]!)
        lo[row] = hash.lo
        hi[row] = hash.hi
      }
    }
  }

  /** The persons of the rows; a row without a key counts by its pattern. */
  #addOwners({ slots, maskLo, maskHi, isRow }: RowParty, rows: number): void {
    const { bitsLo, bitsHi, foundLo, foundHi } = this
    const set = this.#set
    const best = this.#best
    const owners = this.#owners
    for (let row = 0; row < rows; row++) {
      let lo = bitsLo[row]! & maskLo
      let hi = bitsHi[row]! & maskHi
      const chosen = best[row]!
      if (isRow && this.#hasLists) this.#addListed(row, chosen, lo, hi)
      if (chosen < 0) {
        // Whoever a cell of the party lists is its person: the row is nobody more.
        if ((lo | hi) !== 0 && !(this.#hasLists && slots.some(({ lists }) => lists[row] === 1)))
          this.#patterns.add(lo, hi)
        continue
      }
      if (isRow) {
        lo |= foundLo[row]!
        hi |= foundHi[row]!
      }
      const slot = slots[chosen]!
      owners[row] = set.add(slot.lo[row]!, slot.hi[row]!, slot.lo2[row]!, slot.hi2[row]!, slot.types[row]!, lo, hi)
      slot.persons++
    }
  }

  /** Persons that a cell lists and of whom no key is known; one of them may be the person of a row without a key. */
  #addListed(row: number, chosen: number, lo: number, hi: number): void {
    const keys = this.#listedKeys[row]!
    const others = this.#listed[row]! - keys - (chosen < 0 && keys === 0 ? 1 : 0)
    if (others > 0) this.#patterns.add(lo, hi, others)
  }

  /**
   * Finds the rows with other keys than the strongest, but for those whose person was last seen with exactly these:
   * what they say is known. Gives how many rows it put into `#todo`.
   */
  #findOthers({ slots, isRow }: RowParty, rows: number, view: DataView): number {
    const sums = this.#sums
    const best = this.#best
    sums.fill(0, 0, rows)
    for (let which = 0; which < slots.length; which++) {
      const { types, starts, ends, lo, options } = slots[which]!
      if (options.isThing) continue
      for (let row = 0; row < rows; row++) {
        const chosen = best[row]!
        if (types[row] === noKey || chosen === which) continue
        const sum = starts[row]! < 0 ? lo[row]! : sumOf(view, starts[row]!, ends[row]!)
        sums[row] = mixed(sums[row]! ^ sum) | 1
      }
    }
    let todo = 0
    for (let row = 0; row < rows; row++) {
      if (sums[row] === 0) continue
      const isKnown = isRow && this.#set.isSeenWith(this.#owners[row]!, sums[row]!)
      if (!isKnown || !this.#allJoin(slots, row)) this.#todo[todo++] = row
    }
    return todo
  }

  /** Whether all other keys of the row count as its person's, so that none of them could be one of its own. */
  #allJoin(slots: readonly KeySlot[], row: number): boolean {
    const chosen = this.#best[row]!
    for (let which = 0; which < slots.length; which++) {
      const type = slots[which]!.types[row]!
      if (which !== chosen && type !== noKey && !joins(slots[which]!, type, slots[chosen]!, row)) return false
    }
    return true
  }

  /** Makes the keys of a column for the first `count` rows of `#chosen`, all in one call. */
  #macRows(mac: MacKeys, slot: KeySlot, count: number, bytes: Uint8Array, view: DataView): void {
    const { types, starts, ends, lo, hi, lo2, hi2, nameStarts, nameEnds, options } = slot
    const rows = this.#chosen
    let made = 0
    mac.begin()
    for (let index = 0; index < count; index++) {
      const row = rows[index]!
      if (starts[row]! < 0) {
        const message = hi[row]!
        lo[row] = mac.foundWord(message, 0)
        hi[row] = mac.foundWord(message, 1)
        lo2[row] = mac.foundWord(message, 2)
        hi2[row] = mac.foundWord(message, 3)
        continue
      }
      rows[made++] = row
      if (options.isThing) mac.pair(types[row]!, bytes, starts[row]!, ends[row]!, nameStarts[row]!, nameEnds[row]!)
      else mac.plain(types[row]!, options.register, view, starts[row]!, ends[row]!)
    }
    mac.end(slot, rows)
  }

  #hashOthers(slot: KeySlot, which: number, todo: number, bytes: Uint8Array, view: DataView): void {
    const { types, starts, ends, lo, hi, options } = slot
    if (options.isThing) return
    const hash = this.#hash
    if (this.#mac !== null) {
      let count = 0
      for (let index = 0; index < todo; index++) {
        const row = this.#todo[index]!
        if (types[row] !== noKey && this.#best[row] !== which) this.#chosen[count++] = row
      }
      this.#macRows(this.#mac, slot, count, bytes, view)
      return
    }
    for (let index = 0; index < todo; index++) {
      const row = this.#todo[index]!
      if (types[row] === noKey || this.#best[row] === which) continue
      if (starts[row]! >= 0) {
        hash.plain(types[row]!, options.register, view, starts[row]!, ends[row]!)
        lo[row] = hash.lo
        hi[row] = hash.hi
      }
    }
  }

  /** Keys beside the strongest: linked to it where they may be, else persons of their own. */
  #addOthers({ slots, isRow }: RowParty, which: number, todo: number): void {
    const slot = slots[which]!
    const { types, lo, hi, lo2, hi2, options } = slot
    if (options.isThing) return
    if (this.#mac !== null) for (let index = 0; index < todo; index++) this.#links.touch(hi[this.#todo[index]!]!)
    for (let index = 0; index < todo; index++) {
      const row = this.#todo[index]!
      const type = types[row]!
      const chosen = this.#best[row]!
      if (type === noKey || chosen === which) continue
      if (isRow && joins(slot, type, slots[chosen]!, row)) {
        const owner = this.#owners[row]!
        this.#links.push(lo[row]!, hi[row]!, lo2[row]!, hi2[row]!, type, owner)
        this.#set.addKind(owner, type)
      } else this.#set.add(lo[row]!, hi[row]!, lo2[row]!, hi2[row]!, type, options.bits.lo, options.bits.hi)
    }
  }
}

/** Whether a key counts as the person whose stronger key is in `owner`: both sure, of two kinds; or the caller says so. */
function joins({ options }: KeySlot, type: number, owner: KeySlot, row: number): boolean {
  const isTrusted = owner.options.isSubject || (options.isStrong && owner.options.isStrong)
  return isTrusted && type !== owner.types[row]
}

/** A sum over the bytes of `[from, to)`: it tells values apart where nothing hangs on it but work saved. */
function sumOf(view: DataView, from: number, to: number): number {
  let sum = to - from
  let index = from
  for (; index + 4 < to; index += 4) sum = mixed(sum ^ view.getInt32(index, true))
  if (to - from >= 4) return mixed(sum ^ view.getInt32(to - 4, true))
  for (; index < to; index++) sum = mixed(sum ^ view.getUint8(index))
  return sum
}

function mixed(sum: number): number {
  const product = Math.imul(sum, 0x9e3779b1)
  return product ^ (product >>> 15)
}
