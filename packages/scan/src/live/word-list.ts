/** Words one after another, in an array that grows. */
export class WordList {
  length = 0
  #words: Int32Array = new Int32Array(256)

  push(word: number): void {
    if (this.length === this.#words.length) {
      const larger = new Int32Array(this.length * 2)
      larger.set(this.#words)
      this.#words = larger
    }
    this.#words[this.length++] = word
  }

  at(index: number): number {
    return this.#words[index]!
  }

  /** A copy of what there is; the list is empty after it. */
  take(): Int32Array {
    const taken = this.#words.slice(0, this.length)
    this.length = 0
    return taken
  }
}
