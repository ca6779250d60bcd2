import { keyTypes } from './key-type.ts'
import { LinkGroups, type LinkLog } from './link-log.ts'
import type { PersonSet } from './person-set.ts'

const unknown = 0
const several = -1

/**
 * Who is who, after all rows: a key counts as the person beside whom it was seen when that was one person in every row,
 * and on its own otherwise. A key that never stood alone and was seen beside several persons is a person besides.
 */
export class SettledLinks {
  /** By person: the one as which it counts, itself where it is nobody else's. */
  readonly roots: Int32Array
  /** By person: the first of all whom any row connects with it. */
  readonly components: Int32Array
  /** By component: the kinds of key in it, as bits. */
  readonly kinds: Int32Array
  /** By person: 1 where it was seen beside others, and counts on its own all the same. */
  readonly isDisputed: Uint8Array
  /** Keys that never stood alone, of several persons: kind, and a person of the component. */
  readonly disputed: readonly { readonly type: number; readonly person: number }[]
  /** Distinct keys by kind. */
  readonly distinct: Float64Array = new Float64Array(keyTypes.length)
  readonly #parents: Int32Array
  /** By person, while its kind is settled: the one person beside whom it was seen, or `several`. */
  readonly #found: Int32Array

  /** @param ranks kinds of key, strongest first */
  constructor(set: PersonSet, log: LinkLog, ranks: readonly number[]) {
    const size = set.count + 1
    this.roots = new Int32Array(size)
    for (let person = 1; person < size; person++) this.roots[person] = person
    this.#parents = this.roots.slice()
    this.#found = new Int32Array(size)
    this.isDisputed = new Uint8Array(size)
    const { linked, shared } = this.#group(set, log)
    for (const type of ranks) this.#settleKind(log, linked[type]!)
    this.disputed = this.#disputed(log, shared)
    this.components = new Int32Array(size)
    for (let person = 1; person < size; person++) this.components[person] = this.#componentOf(person)
    this.kinds = new Int32Array(size)
    for (let person = 1; person < size; person++) {
      const type = set.typeOf(person)
      this.kinds[this.components[person]!]! |= set.kindsOf(person)
      this.distinct[type]!++
    }
  }

  /** Sorts the links: by kind, those of keys that are persons; and those of other keys beside several. */
  #group(set: PersonSet, log: LinkLog) {
    const linked = keyTypes.map((): number[] => [])
    const shared: { readonly first: number; readonly link: number }[] = []
    const { offsets, most } = log.sort()
    const groups = new LinkGroups(log, most)
    for (let bucket = 0; bucket + 1 < offsets.length; bucket++) {
      if (offsets[bucket] === offsets[bucket + 1]) continue
      groups.clear()
      for (let link = offsets[bucket]!; link < offsets[bucket + 1]!; link++) {
        const owner = log.ownerOf(link)
        const person = set.find(log.lo(link), log.hi(link), log.lo2(link), log.hi2(link))
        if (person !== 0) {
          linked[log.typeOf(link)]!.push(link, person)
          this.#unite(person, owner)
          continue
        }
        const first = groups.first(link)
        if (first === link) this.distinct[log.typeOf(link)]!++
        else if (log.ownerOf(first) !== owner) {
          shared.push({ first, link })
          this.#unite(log.ownerOf(first), owner)
        }
      }
    }
    return { linked, shared }
  }

  /** Settles the keys of one kind, when those of all stronger kinds are: pairs of link and person. */
  #settleKind(log: LinkLog, links: readonly number[]): void {
    const found = this.#found
    for (let index = 0; index < links.length; index += 2) {
      const root = this.roots[log.ownerOf(links[index]!)]!
      const person = links[index + 1]!
      const known = found[person]!
      found[person] = known === unknown || known === root ? root : several
    }
    for (let index = 1; index < links.length; index += 2) {
      const person = links[index]!
      if (found[person] === several) this.isDisputed[person] = 1
      else this.roots[person] = found[person]!
    }
  }

  #disputed(log: LinkLog, shared: readonly { readonly first: number; readonly link: number }[]) {
    const firsts = new Set<number>()
    for (const { first, link } of shared) {
      if (this.roots[log.ownerOf(first)] !== this.roots[log.ownerOf(link)]) firsts.add(first)
    }
    return [...firsts].map((first) => ({ type: log.typeOf(first), person: log.ownerOf(first) }))
  }

  #componentOf(person: number): number {
    const parents = this.#parents
    let root = person
    while (parents[root] !== root) root = parents[root]!
    for (let walk = person; walk !== root; ) {
      const next = parents[walk]!
      parents[walk] = root
      walk = next
    }
    return root
  }

  #unite(left: number, right: number): void {
    const one = this.#componentOf(left)
    const other = this.#componentOf(right)
    if (one < other) this.#parents[other] = one
    else this.#parents[one] = other
  }
}
