/** Words of a token in the table: low, high. */
const words = 2

/** When each token was last granted and withdrawn, in flat arrays: no object for a person. */
export class TokenTimes {
  count = 0
  #mask = 1023
  #tokens: Int32Array = new Int32Array(words * 1024)
  #isTaken: Uint8Array = new Uint8Array(1024)
  #granted: Float64Array = new Float64Array(1024)
  #withdrawn: Float64Array = new Float64Array(1024)

  /** Place of a token, made when it is new; good until the next call. */
  entry(lo: number, hi: number): number {
    if ((this.count + 1) * 5 > this.#mask * 3) this.#grow()
    const place = this.#place(lo, hi)
    if (this.#isTaken[place] === 0) {
      this.#isTaken[place] = 1
      this.#tokens[place * words] = lo
      this.#tokens[place * words + 1] = hi
      this.#granted[place] = Number.NEGATIVE_INFINITY
      this.#withdrawn[place] = Number.NEGATIVE_INFINITY
      this.count++
    }
    return place
  }

  grant(entry: number, atMs: number): void {
    this.#granted[entry] = Math.max(this.#granted[entry]!, atMs)
  }

  withdraw(entry: number, atMs: number): void {
    this.#withdrawn[entry] = Math.max(this.#withdrawn[entry]!, atMs)
  }

  /** Whether the last that was heard of the token is a consent. */
  isGranted(lo: number, hi: number): boolean {
    const place = this.#place(lo, hi)
    return this.#isTaken[place] === 1 && this.#granted[place]! > this.#withdrawn[place]!
  }

  #place(lo: number, hi: number): number {
    let place = lo & this.#mask
    for (;;) {
      if (this.#isTaken[place] === 0) return place
      if (this.#tokens[place * words] === lo && this.#tokens[place * words + 1] === hi) return place
      place = (place + 1) & this.#mask
    }
  }

  #grow(): void {
    const old = { tokens: this.#tokens, isTaken: this.#isTaken, granted: this.#granted, withdrawn: this.#withdrawn }
    const size = (this.#mask + 1) * 2
    this.#mask = size - 1
    this.#tokens = new Int32Array(words * size)
    this.#isTaken = new Uint8Array(size)
    this.#granted = new Float64Array(size)
    this.#withdrawn = new Float64Array(size)
    for (let from = 0; from < old.isTaken.length; from++) {
      if (old.isTaken[from] === 0) continue
      const place = this.#place(old.tokens[from * words]!, old.tokens[from * words + 1]!)
      this.#isTaken[place] = 1
      this.#tokens[place * words] = old.tokens[from * words]!
      this.#tokens[place * words + 1] = old.tokens[from * words + 1]!
      this.#granted[place] = old.granted[from]!
      this.#withdrawn[place] = old.withdrawn[from]!
    }
  }
}
