import type { CellScanner } from '../cells/cell-scanner.ts'
import { detectors, none } from '../detectors/detector.ts'
import type { TypeId } from '../vocabulary/value-types.ts'
import { shapesFor, shapesOf } from './value-shapes.ts'

/** Values of a column that are looked at closely; after them the column's forms are known. */
export const sampleSize = 256
/** Longer texts are texts; their beginning says so. */
const maxBytes = 400
const decoder = new TextDecoder()

/** How many values had a form, and the chance that another text has it. */
export interface ShapeCount {
  readonly type: TypeId
  readonly needsName: boolean
  count: number
  p0: number
}

/** What the first values of one column look like. It holds counts and hashes, never a value. */
export class Evidence {
  /** Values looked at; placeholders (`NULL`, 无) are not among them. */
  values = 0
  /** Values that are one detector's whole, by its code. */
  readonly whole = new Uint16Array(detectors.length)
  readonly shapes = new Map<string, ShapeCount>()
  numeric = 0
  integers = 0
  /** One word of ASCII without spaces: a code, a number, a name of a thing. */
  codes = 0
  /** Several words, or Han in a length that no name has: prose. */
  prose = 0
  bytes = 0
  masked = 0
  /** Values damaged by a spreadsheet: 5.54E+15. */
  scientific = 0
  readonly #hashes = new Set<number>()
  readonly #candidates: ReturnType<typeof shapesFor>

  /** @param family the family of types that the column's name says, or null */
  constructor(family: TypeId | null) {
    this.#candidates = shapesFor(family)
  }

  get isFull(): boolean {
    return this.values >= sampleSize
  }

  /** Share of the values that differ. */
  get distinctShare(): number {
    return this.values === 0 ? 0 : this.#hashes.size / this.values
  }

  get distinct(): number {
    return this.#hashes.size
  }

  add(scanner: CellScanner, bytes: Uint8Array, from: number, to: number, mask: number): void {
    this.values++
    this.bytes += to - from
    scanner.scan(bytes, from, to, mask)
    const { hits } = scanner
    if (hits.count === 1 && hits.starts[0] === scanner.from && hits.ends[0] === scanner.to)
      this.whole[hits.codes[0]!]!++
    const text = decoder
      .decode(bytes.subarray(from, Math.min(to, from + maxBytes)))
      .normalize('NFKC')
      .trim()
    this.#hashes.add(hashOf(text))
    if (/^[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?([eE][-+]?\d+)?%?$|^[¥$€£]\s?[\d,.]+$/.test(text)) this.numeric++
    if (/^-?\d+$/.test(text)) this.integers++
    if (/^\d(\.\d+)?[eE]\+\d+$/.test(text)) this.scientific++
    if (/^[!-~]{1,64}$/.test(text)) this.codes++
    if (isProse(text)) this.prose++
    if (/[*＊]{2,}|[xX]{4,}/.test(text)) this.masked++
    for (const { type, p0, needsName } of shapesOf(text, this.#candidates)) {
      const key = `${type}${needsName ? '?' : ''}`
      const known = this.shapes.get(key)
      if (known === undefined) this.shapes.set(key, { type, needsName, count: 1, p0 })
      else {
        known.count++
        known.p0 = Math.max(known.p0, p0)
      }
    }
  }

  /** Values that are wholly of a type by some detector. */
  wholeOf(type: TypeId): number {
    let count = 0
    for (let code = none + 1; code < detectors.length; code++)
      if (detectors[code]!.type === type) count += this.whole[code]!
    return count
  }
}

function isProse(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return (
    han > 10 ||
    text.length > 60 ||
    text.split(/\s+/).length > 4 ||
    (/[，。！？；,.!?;] ?\S/.test(text) && (han > 4 || /[a-z]{2,} [a-z]/i.test(text)))
  )
}

/** FNV-1a over UTF-16 units; enough to tell that values differ. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}
