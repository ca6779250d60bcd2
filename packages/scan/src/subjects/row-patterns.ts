/** More patterns than any real table has; beyond them the rest is counted under the pattern of all columns. */
const maxPatterns = 1 << 16
const words = 2

/** Counts rows by the bitmap of what was not empty in them: the persons of rows without a key. */
export class RowPatterns {
  /** Bitmap low and high of each pattern; its count has the same index in `counts`. */
  #table = new Int32Array(words * 64)
  #counts = new Float64Array(64)
  #mask = 63
  #size = 0
  #last = 0

  add(lo: number, hi: number, rows = 1): void {
    const last = this.#last
    if (this.#counts[last]! > 0 && this.#table[last * words] === lo && this.#table[last * words + 1] === hi) {
      this.#counts[last]! += rows
      return
    }
    const slot = this.#find(lo, hi)
    if (this.#counts[slot] === 0) {
      if (this.#size >= maxPatterns && (lo !== -1 || hi !== -1)) {
        this.add(-1, -1, rows)
        return
      }
      this.#table[slot * words] = lo
      this.#table[slot * words + 1] = hi
      this.#size++
    }
    this.#counts[slot]! += rows
    this.#last = slot
    if (this.#size * 2 > this.#mask) this.#grow()
  }

  forEach(visit: (lo: number, hi: number, rows: number) => void): void {
    for (let slot = 0; slot <= this.#mask; slot++) {
      if (this.#counts[slot]! > 0)
        visit(this.#table[slot * words]!, this.#table[slot * words + 1]!, this.#counts[slot]!)
    }
  }

  #find(lo: number, hi: number): number {
    let slot = ((Math.imul(lo, 0x9e3779b1) ^ Math.imul(hi, 0x85ebca6b)) >>> 8) & this.#mask
    while (this.#counts[slot]! > 0 && (this.#table[slot * words] !== lo || this.#table[slot * words + 1] !== hi)) {
      slot = (slot + 1) & this.#mask
    }
    return slot
  }

  #grow(): void {
    const table = this.#table
    const counts = this.#counts
    const size = (this.#mask + 1) * 2
    this.#table = new Int32Array(size * words)
    this.#counts = new Float64Array(size)
    this.#mask = size - 1
    for (let old = 0; old < counts.length; old++) {
      if (counts[old] === 0) continue
      const slot = this.#find(table[old * words]!, table[old * words + 1]!)
      this.#table[slot * words] = table[old * words]!
      this.#table[slot * words + 1] = table[old * words + 1]!
      this.#counts[slot] = counts[old]!
    }
    this.#last = 0
  }
}
