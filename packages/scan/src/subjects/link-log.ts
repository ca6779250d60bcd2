/** Words of a link: the first two words of the key, and the person beside which it was seen with the key's kind above it. */
const linkWords = 3
/** Words of a link in a wide log besides: the other two of its key. */
const restWords = 2
const typeShift = 27
const ownerMask = 2 ** typeShift - 1
/** Links below which it is not worth looking for some that came before: 12 MB. */
const tidyAbove = 1 << 20
/** Links of a bucket, about: few enough that a bucket and what is looked up for it stay in the cache. */
const bucketLinks = 256

/** Links in the order of the upper bits of their keys: those of bucket `b` are from `offsets[b]` to `offsets[b + 1]`. */
export interface LinkBuckets {
  readonly offsets: Int32Array
  /** Most links that a bucket has. */
  readonly most: number
}

/** The memory of a log: see `LinkLog`. */
export interface LogMemory {
  readonly count: number
  readonly words: Int32Array<ArrayBuffer>
  readonly rest: Int32Array<ArrayBuffer> | null
}

/**
 * Which keys were seen in the row of whose stronger key. Only noted here while rows go by, and settled at the end: most
 * keys never stand alone, so that nobody has to look for them. A link that comes twice is kept once. Keys have 64 bits,
 * in a wide log 128, as in a `PersonSet`.
 */
export class LinkLog {
  count = 0
  #words: Int32Array<ArrayBuffer> = new Int32Array(linkWords * 4096)
  /** By link, the other half of its key; null where keys have 64 bits. */
  #rest: Int32Array<ArrayBuffer> | null
  /** Links that were left when the log was last tidied. */
  #kept = 0

  constructor(isWide = false) {
    this.#rest = isWide ? new Int32Array(restWords * 4096) : null
  }

  /** Notes a link. `lo2` and `hi2` say nothing in a log that is not wide. */
  push(lo: number, hi: number, lo2: number, hi2: number, type: number, owner: number): void {
    const at = this.count * linkWords
    if (at === this.#words.length) {
      this.#makeRoom()
      this.push(lo, hi, lo2, hi2, type, owner)
      return
    }
    this.#words[at] = lo
    this.#words[at + 1] = hi
    this.#words[at + 2] = (type << typeShift) | owner
    if (this.#rest !== null) {
      this.#rest[this.count * restWords] = lo2
      this.#rest[this.count * restWords + 1] = hi2
    }
    this.count++
  }

  /** Asks for the place of a key that will be pushed soon; of use only where pushing looks for it. */
  touch(_hi: number): void {}

  /** The memory of the log, to be handed to another thread; the log may not be used after it. */
  get memory(): LogMemory {
    return { count: this.count, words: this.#words, rest: this.#rest }
  }

  /**
   * Adds the links of another log of the same width. `numbers` says which number a person of it has here, negative where
   * all links of the person are here already.
   */
  addAll({ count, words, rest }: LogMemory, numbers: Int32Array): void {
    if ((this.count + count) * linkWords > this.#words.length) this.#resize(this.count + count)
    let link = this.count
    for (let from = 0; from < count; from++) {
      const last = words[from * linkWords + 2]!
      const owner = numbers[last & ownerMask]!
      if (owner < 0) continue
      const to = link * linkWords
      this.#words[to] = words[from * linkWords]!
      this.#words[to + 1] = words[from * linkWords + 1]!
      this.#words[to + 2] = (last & ~ownerMask) | owner
      if (rest !== null) this.#rest?.set(rest.subarray(from * restWords, (from + 1) * restWords), link * restWords)
      link++
    }
    this.count = link
  }

  lo(link: number): number {
    return this.#words[link * linkWords]!
  }

  hi(link: number): number {
    return this.#words[link * linkWords + 1]!
  }

  /** Whether two links whose keys agree in their first half agree in the other. */
  endAlike(one: number, other: number): boolean {
    const rest = this.#rest
    if (rest === null) return true
    const [first, second] = [one * restWords, other * restWords]
    return rest[first] === rest[second] && rest[first + 1] === rest[second + 1]
  }

  /** Third word of the key; 0 where keys have 64 bits. */
  lo2(link: number): number {
    return this.#rest === null ? 0 : this.#rest[link * restWords]!
  }

  /** Fourth word of the key; 0 where keys have 64 bits. */
  hi2(link: number): number {
    return this.#rest === null ? 0 : this.#rest[link * restWords + 1]!
  }

  typeOf(link: number): number {
    return this.#words[link * linkWords + 2]! >>> typeShift
  }

  ownerOf(link: number): number {
    return this.#words[link * linkWords + 2]! & ownerMask
  }

  /** Puts the links into the order of their keys' upper bits. */
  sort(): LinkBuckets {
    const bits = Math.min(20, Math.max(0, Math.ceil(Math.log2(Math.max(1, this.count / bucketLinks)))))
    const offsets = new Int32Array(2 ** bits + 1)
    for (let link = 0; link < this.count; link++) offsets[bucketOf(this.lo(link), bits) + 1]!++
    let most = 0
    for (let bucket = 1; bucket < offsets.length; bucket++) {
      if (offsets[bucket]! > most) most = offsets[bucket]!
      offsets[bucket]! += offsets[bucket - 1]!
    }
    if (this.#rest !== null) this.#rest = this.#sortedRest(this.#rest, offsets.slice(), bits)
    const next = offsets.slice()
    const sorted = new Int32Array(this.#words.length)
    for (let from = 0; from < this.count * linkWords; from += linkWords) {
      const to = next[bucketOf(this.#words[from]!, bits)]!++ * linkWords
      sorted[to] = this.#words[from]!
      sorted[to + 1] = this.#words[from + 1]!
      sorted[to + 2] = this.#words[from + 2]!
    }
    this.#words = sorted
    return { offsets, most }
  }

  /** The other halves of the keys in the order of `sort`, while the links are not. */
  #sortedRest(rest: Int32Array, next: Int32Array, bits: number): Int32Array<ArrayBuffer> {
    const sorted = new Int32Array(rest.length)
    for (let link = 0; link < this.count; link++) {
      const to = next[bucketOf(this.lo(link), bits)]!++ * restWords
      sorted[to] = rest[link * restWords]!
      sorted[to + 1] = rest[link * restWords + 1]!
    }
    return sorted
  }

  /** Drops links that came before; doubles the log when most of it is left. */
  #makeRoom(): void {
    if (this.count >= tidyAbove && this.count > this.#kept * 2) {
      this.#tidy()
      this.#kept = this.count
      if (this.count * linkWords * 4 <= this.#words.length * 3) return
    }
    this.#resize(this.count * 2)
  }

  #resize(links: number): void {
    const words = new Int32Array(links * linkWords)
    words.set(this.#words.subarray(0, this.count * linkWords))
    this.#words = words
    if (this.#rest === null) return
    const rest = new Int32Array(links * restWords)
    rest.set(this.#rest.subarray(0, this.count * restWords))
    this.#rest = rest
  }

  #tidy(): void {
    const { offsets, most } = this.sort()
    const groups = new LinkGroups(this, most)
    let kept = 0
    for (let bucket = 0; bucket + 1 < offsets.length; bucket++) {
      groups.clear()
      for (let link = offsets[bucket]!; link < offsets[bucket + 1]!; link++) {
        this.#words.copyWithin(kept * linkWords, link * linkWords, (link + 1) * linkWords)
        this.#rest?.copyWithin(kept * restWords, link * restWords, (link + 1) * restWords)
        if (groups.firstEqual(kept) === kept) kept++
      }
    }
    this.count = kept
  }
}

/** Finds, within a bucket, the first link of the same key, by open addressing over the numbers of links. */
export class LinkGroups {
  readonly #log: LinkLog
  readonly #slots: Int32Array

  /** @param most links that a bucket has at most */
  constructor(log: LinkLog, most: number) {
    this.#log = log
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, most * 2))))
  }

  /** Begins a bucket. */
  clear(): void {
    this.#slots.fill(0)
  }

  /** First link of the bucket with the key of `link`: itself, if there was none before. */
  first(link: number): number {
    return this.#find(link, false)
  }

  /** The same, of those beside the same person. */
  firstEqual(link: number): number {
    return this.#find(link, true)
  }

  #find(link: number, withOwner: boolean): number {
    const log = this.#log
    const mask = this.#slots.length - 1
    const hi = log.hi(link)
    let slot = (withOwner ? hi ^ Math.imul(log.ownerOf(link), 0x9e3779b1) : hi) & mask
    for (;;) {
      const other = this.#slots[slot]! - 1
      if (other < 0) {
        this.#slots[slot] = link + 1
        return link
      }
      const isSame = log.hi(other) === hi && log.lo(other) === log.lo(link) && log.endAlike(other, link)
      if (isSame && (!withOwner || log.ownerOf(other) === log.ownerOf(link))) return other
      slot = (slot + 1) & mask
    }
  }
}

function bucketOf(lo: number, bits: number): number {
  return bits === 0 ? 0 : lo >>> (32 - bits)
}
