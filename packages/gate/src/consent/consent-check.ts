import { type BatchMac, codeWords, type RowBatch } from '@feiyu/scan'
import { isWord } from '../chunk/is-word.ts'
import type { PermitConsent } from '../permit/permit.ts'
import type { ConsentRegister } from './consent-register.ts'
import { putConsentKey } from './consent-token.ts'

/** A register with the key under which its tokens were made. */
export interface OpenRegister {
  readonly register: ConsentRegister
  readonly mac: BatchMac
}

/** Says for each row whether its subject consented. */
export class ConsentCheck {
  /** Column of the input in which the subject's key or the word stands. */
  readonly path: string
  /** By row of the last batch, 1 where the consent is missing; longer than the batch. */
  missing: Uint8Array = new Uint8Array(0)
  readonly #open: OpenRegister | null
  readonly #granted: readonly Uint8Array[]
  #messages: Uint8Array = new Uint8Array(1 << 16)
  #offsets: Int32Array = new Int32Array(0)
  #codes: Int32Array = new Int32Array(0)

  constructor({ source }: PermitConsent, open: OpenRegister | null) {
    this.path = source.kind === 'column' ? source.path : source.keyPath
    this.#open = source.kind === 'column' ? null : open
    const encoder = new TextEncoder()
    this.#granted = source.kind === 'column' ? source.granted.map((word) => encoder.encode(word)) : []
  }

  /** Looks at the rows of a batch; `column` is the place of `path` in it, -1 where it is not there. Gives how many lack consent. */
  look(batch: RowBatch, column: number): number {
    if (batch.rows > this.missing.length) this.missing = new Uint8Array(batch.rows)
    this.missing.fill(1, 0, batch.rows)
    if (column >= 0 && column < batch.columns) {
      if (this.#open === null) this.#lookAtWords(batch, column)
      else this.#lookUp(batch, column, this.#open)
    }
    let count = 0
    for (let row = 0; row < batch.rows; row++) count += this.missing[row]!
    return count
  }

  #lookAtWords({ bytes, starts, ends, columns, rows }: RowBatch, column: number): void {
    for (let row = 0, cell = column; row < rows; row++, cell += columns) {
      const from = starts[cell]!
      if (from >= 0 && this.#granted.some((word) => isWord(bytes, from, ends[cell]!, word))) this.missing[row] = 0
    }
  }

  #lookUp({ bytes, starts, ends, columns, rows }: RowBatch, column: number, { register, mac }: OpenRegister): void {
    if (rows + 1 > this.#offsets.length) {
      this.#offsets = new Int32Array(rows + 1)
      this.#codes = new Int32Array(rows * codeWords)
    }
    let size = 0
    for (let row = 0, cell = column; row < rows; row++, cell += columns) {
      const from = starts[cell]!
      const to = ends[cell]!
      if (from >= 0) {
        this.#reserve(size, to - from)
        size = putConsentKey(bytes, from, to, this.#messages, size)
      }
      this.#offsets[row + 1] = size
    }
    mac.mac(this.#messages, this.#offsets, rows, this.#codes)
    for (let row = 0; row < rows; row++) {
      // Nobody is the subject of an empty key.
      if (this.#offsets[row] === this.#offsets[row + 1]) continue
      if (register.isGranted(this.#codes[row * codeWords]!, this.#codes[row * codeWords + 1]!)) this.missing[row] = 0
    }
  }

  #reserve(size: number, more: number): void {
    if (size + more <= this.#messages.length) return
    const larger = new Uint8Array(Math.max(this.#messages.length * 2, size + more))
    larger.set(this.#messages)
    this.#messages = larger
  }
}
