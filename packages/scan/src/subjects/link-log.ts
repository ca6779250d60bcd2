/** Words of a link: the first two words of the key, and the person beside which it was seen with the key's kind above it. */
const linkWords = 3
/** The same in a wide log: after them the other two words of the key. */
const wideLinkWords = 5
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
}

/**
 * Which keys were seen in the row of whose stronger key. Only noted here while rows go by, and settled at the end: most
 * keys never stand alone, so that nobody has to look for them. A link that comes twice is kept once. Keys have 64 bits,
 * in a wide log 128, as in a `PersonSet`.
 */
export class LinkLog {
  count = 0
  readonly #isWide: boolean
  /** Words of a link. */
  readonly #width: number
  #words: Int32Array<ArrayBuffer>
  /** Links that were left when the log was last tidied. */
  #kept = 0

  constructor(isWide = false) {
    this.#isWide = isWide
    this.#width = isWide ? wideLinkWords : linkWords
    this.#words = new Int32Array(this.#width * 4096)
  }

  push(lo: number, hi: number, lo2: number, hi2: number, type: number, owner: number): void {
    const at = this.count * this.#width
    if (at === this.#words.length) {
      this.#makeRoom()
      this.push(lo, hi, lo2, hi2, type, owner)
      return
    }
    this.#words[at] = lo
    this.#words[at + 1] = hi
    this.#words[at + 2] = (type << typeShift) | owner
    if (this.#isWide) {
      this.#words[at + 3] = lo2
      this.#words[at + 4] = hi2
    }
    this.count++
  }

  /** Asks for the place of a key that will be pushed soon; of use only where pushing looks for it. */
  touch(_hi: number): void {}

  /** The memory of the log, to be handed to another thread; the log may not be used after it. */
  get memory(): LogMemory {
    return { count: this.count, words: this.#words }
  }

  /**
   * Adds the links of another log of the same width. `numbers` says which number a person of it has here, negative where all links of the
   * person are here already.
   */
  addAll({ count, words }: LogMemory, numbers: Int32Array): void {
    const width = this.#width
    const needed = (this.count + count) * width
    if (needed > this.#words.length) {
      const larger = new Int32Array(needed)
      larger.set(this.#words.subarray(0, this.count * width))
      this.#words = larger
    }
    let to = this.count * width
    for (let at = 0; at < count * width; at += width) {
      const last = words[at + 2]!
      const owner = numbers[last & ownerMask]!
      if (owner < 0) continue
      this.#words[to] = words[at]!
      this.#words[to + 1] = words[at + 1]!
      this.#words[to + 2] = (last & ~ownerMask) | owner
      for (let word = linkWords; word < width; word++) this.#words[to + word] = words[at + word]!
      to += width
    }
    this.count = to / width
  }

  lo(link: number): number {
    return this.#words[link * this.#width]!
  }

  hi(link: number): number {
    return this.#words[link * this.#width + 1]!
  }

  /** Third word of the key; 0 where keys have 64 bits. */
  lo2(link: number): number {
    return this.#isWide ? this.#words[link * wideLinkWords + 3]! : 0
  }

  /** Fourth word of the key; 0 where keys have 64 bits. */
  hi2(link: number): number {
    return this.#isWide ? this.#words[link * wideLinkWords + 4]! : 0
  }

  typeOf(link: number): number {
    return this.#words[link * this.#width + 2]! >>> typeShift
  }

  ownerOf(link: number): number {
    return this.#words[link * this.#width + 2]! & ownerMask
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
    const next = offsets.slice()
    const sorted = new Int32Array(this.#words.length)
    const width = this.#width
    for (let from = 0; from < this.count * width; from += width) {
      const to = next[bucketOf(this.#words[from]!, bits)]!++ * width
      sorted[to] = this.#words[from]!
      sorted[to + 1] = this.#words[from + 1]!
      sorted[to + 2] = this.#words[from + 2]!
      for (let word = linkWords; word < width; word++) sorted[to + word] = this.#words[from + word]!
    }
    this.#words = sorted
    return { offsets, most }
  }

  /** Drops links that came before; doubles the log when most of it is left. */
  #makeRoom(): void {
    if (this.count >= tidyAbove && this.count > this.#kept * 2) {
      this.#tidy()
      this.#kept = this.count
      if (this.count * this.#width * 4 <= this.#words.length * 3) return
    }
    const larger = new Int32Array(this.#words.length * 2)
    larger.set(this.#words)
    this.#words = larger
  }

  #tidy(): void {
    const width = this.#width
    const { offsets, most } = this.sort()
    const groups = new LinkGroups(this, most)
    let kept = 0
    for (let bucket = 0; bucket + 1 < offsets.length; bucket++) {
      groups.clear()
      for (let link = offsets[bucket]!; link < offsets[bucket + 1]!; link++) {
        this.#words.copyWithin(kept * width, link * width, (link + 1) * width)
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
      const isHalf = log.hi(other) === hi && log.lo(other) === log.lo(link)
      const isSame = isHalf && log.lo2(other) === log.lo2(link) && log.hi2(other) === log.hi2(link)
      if (isSame && (!withOwner || log.ownerOf(other) === log.ownerOf(link))) return other
      slot = (slot + 1) & mask
    }
  }
}

function bucketOf(lo: number, bits: number): number {
  return bits === 0 ? 0 : lo >>> (32 - bits)
}
