import { keyTypes } from '@feiyu/scan'
import type { Persons } from '../ports/book.ts'
import { KeyTable } from './key-table.ts'
import { ordinaryFlag, sensitiveFlag } from './reading.ts'

/** Persons of a ledger by kind of key. */
export interface KindCount {
  readonly kind: string
  readonly persons: Persons
}

/**
 * Counts distinct persons over any number of crossings: a key counts as the one person beside whose stronger key it was
 * seen, and on its own where there are several or none; a row without a key counts by itself. The rules are the
 * scanner's, carried from one file to a year. Flat arrays, about 45 bytes a key.
 */
export class PersonLedger {
  readonly #keys = new KeyTable()
  /** By key: its kind, its own flags, the flags of its column where it is nobody else's, and those of all that count as it. */
  #kinds: Uint8Array = new Uint8Array(1024)
  #flags: Uint8Array = new Uint8Array(1024)
  #ownFlags: Uint8Array = new Uint8Array(1024)
  #counted: Uint8Array = new Uint8Array(1024)
  /** By key: the first key beside which it was seen, and the one as which it counts, itself where it is nobody else's. */
  #owners: Int32Array = new Int32Array(1024)
  #roots: Int32Array = new Int32Array(1024)
  /** By key: 1 where another key was seen beside it. */
  #isOwner: Uint8Array = new Uint8Array(1024)
  /** Keys seen beside more than one: few (shared telephones), so objects do no harm. */
  readonly #others = new Map<number, Set<number>>()
  /** By kind and flag: persons. */
  readonly #ordinary = new Float64Array(keyTypes.length)
  readonly #sensitive = new Float64Array(keyTypes.length)
  readonly #keyless = { ordinary: 0, sensitive: 0 }
  /** Whether links came that may change who is who. */
  #isStale = false

  /** A key that stood for a person, with what was known of it. The key is four words of `words`, from `at` on. */
  add(words: Int32Array, at: number, kind: number, flags: number): void {
    if (flags === 0) return
    const key = this.#number(words, at, kind)
    if ((this.#flags[key]! | flags) === this.#flags[key]) return
    this.#flags[key]! |= flags
    if (!this.#isStale) this.#count(this.#rootOf(key), flags)
  }

  /** A key that was accepted as the person of a stronger key of its row. `own`: flags of the columns of such keys. */
  link(words: Int32Array, at: number, kind: number, ownerAt: number, ownerKind: number, own: number): void {
    const owner = this.#number(words, ownerAt, ownerKind)
    const key = this.#number(words, at, kind)
    if (key === owner) return
    const isFresh = this.#flags[key] === 0 && this.#owners[key] === 0 && this.#isOwner[key] === 0
    const isNew = this.#owners[key] !== owner && this.#others.get(key)?.has(owner) !== true
    const adds = (this.#ownFlags[key]! | own) !== this.#ownFlags[key]
    this.#ownFlags[key]! |= own
    if (!isNew) {
      if (adds && this.#others.has(key)) this.#isStale = true
      return
    }
    this.#isOwner[owner] = 1
    if (this.#owners[key] === 0) this.#owners[key] = owner
    else {
      const others = this.#others.get(key) ?? new Set()
      this.#others.set(key, others.add(owner))
    }
    // Most keys never stand alone: such a key adds nothing, and nothing depends on it yet.
    if (isFresh && !this.#isStale) this.#roots[key] = this.#rootOf(owner)
    else this.#isStale = true
  }

  /** Rows without a key, all with the same flags. */
  addKeyless(flags: number, rows: number): void {
    if ((flags & ordinaryFlag) !== 0) this.#keyless.ordinary += rows
    if ((flags & sensitiveFlag) !== 0) this.#keyless.sensitive += rows
  }

  /** No fewer persons than are there: keys of which it is not known that they are another's, and keyless rows. */
  upper(): Persons {
    this.#settle()
    return {
      ordinary: sum(this.#ordinary) + this.#keyless.ordinary,
      sensitive: sum(this.#sensitive) + this.#keyless.sensitive,
    }
  }

  /** No more persons than are there: those of the kind of key that has most. */
  lower(): Persons {
    this.#settle()
    return {
      ordinary: Math.max(...this.#ordinary, Math.min(1, this.#keyless.ordinary)),
      sensitive: Math.max(...this.#sensitive, Math.min(1, this.#keyless.sensitive)),
    }
  }

  /** Persons by kind of key, those of kinds that are there; and rows without any. */
  byKind(): { readonly kinds: readonly KindCount[]; readonly keyless: Persons } {
    this.#settle()
    const kinds = keyTypes.map((kind, index) => ({
      kind,
      persons: { ordinary: this.#ordinary[index]!, sensitive: this.#sensitive[index]! },
    }))
    return {
      kinds: kinds.filter(({ persons }) => persons.ordinary + persons.sensitive > 0),
      keyless: { ...this.#keyless },
    }
  }

  #number(words: Int32Array, at: number, kind: number): number {
    const before = this.#keys.count
    const key = this.#keys.add(words, at)
    if (key <= before) return key
    if (key >= this.#kinds.length) this.#grow()
    this.#kinds[key] = kind
    this.#roots[key] = key
    return key
  }

  #rootOf(key: number): number {
    const roots = this.#roots
    let root = key
    while (roots[root] !== root) root = roots[root]!
    for (let walk = key; walk !== root; ) {
      const next = roots[walk]!
      roots[walk] = root
      walk = next
    }
    return root
  }

  /** Counts flags of a person that it did not have. */
  #count(person: number, flags: number): void {
    const added = flags & ~this.#counted[person]!
    if (added === 0) return
    this.#counted[person]! |= flags
    const kind = this.#kinds[person]!
    if ((added & ordinaryFlag) !== 0) this.#ordinary[kind]!++
    if ((added & sensitiveFlag) !== 0) this.#sensitive[kind]!++
  }

  /** Finds out anew who is who, kind by kind from the strongest, and counts. */
  #settle(): void {
    if (!this.#isStale) return
    this.#isStale = false
    const end = this.#keys.count + 1
    for (let key = 1; key < end; key++) this.#roots[key] = key
    const disputed: number[] = []
    const linked = new Uint8Array(keyTypes.length)
    for (let key = 1; key < end; key++) if (this.#owners[key] !== 0) linked[this.#kinds[key]!] = 1
    for (let kind = 0; kind < linked.length; kind++) {
      if (linked[kind] === 0) continue
      for (let key = 1; key < end; key++) {
        if (this.#kinds[key] !== kind || this.#owners[key] === 0) continue
        const root = this.#personOf(key)
        if (root === undefined) disputed.push(key)
        else if (root !== this.#rootOf(key)) this.#roots[key] = root
      }
    }
    this.#counted.fill(0)
    this.#ordinary.fill(0)
    this.#sensitive.fill(0)
    for (let key = 1; key < end; key++) this.#count(this.#rootOf(key), this.#flags[key]!)
    for (const key of disputed) this.#count(this.#rootOf(key), this.#ownFlags[key]!)
  }

  /** The one person of all keys beside which this one was seen. */
  #personOf(key: number): number | undefined {
    const root = this.#rootOf(this.#owners[key]!)
    for (const other of this.#others.get(key) ?? []) if (this.#rootOf(other) !== root) return undefined
    return root
  }

  #grow(): void {
    const size = this.#kinds.length * 2
    const longer = (bytes: Uint8Array) => {
      const larger = new Uint8Array(size)
      larger.set(bytes)
      return larger
    }
    this.#kinds = longer(this.#kinds)
    this.#flags = longer(this.#flags)
    this.#ownFlags = longer(this.#ownFlags)
    this.#counted = longer(this.#counted)
    this.#isOwner = longer(this.#isOwner)
    const owners = new Int32Array(size)
    owners.set(this.#owners)
    this.#owners = owners
    const roots = new Int32Array(size)
    roots.set(this.#roots)
    this.#roots = roots
  }
}

function sum(counts: Float64Array): number {
  let all = 0
  for (const count of counts) all += count
  return all
}
