/** The claims of one cell: which detector, which bytes. Reused from cell to cell, so that the hot path allocates nothing. */
export class Hits {
  count = 0
  codes: Uint8Array = new Uint8Array(64)
  starts: Int32Array = new Int32Array(64)
  ends: Int32Array = new Int32Array(64)

  add(code: number, start: number, end: number): void {
    if (this.count === this.codes.length) this.#grow()
    this.codes[this.count] = code
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.count++
  }

  #grow(): void {
    const size = this.count * 2
    const codes = new Uint8Array(size)
    const starts = new Int32Array(size)
    const ends = new Int32Array(size)
    codes.set(this.codes)
    starts.set(this.starts)
    ends.set(this.ends)
    this.codes = codes
    this.starts = starts
    this.ends = ends
  }
}
