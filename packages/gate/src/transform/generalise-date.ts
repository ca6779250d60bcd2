import { byteClasses, isPlaceholder } from '@feiyu/scan'
import { EachCell } from './each-cell.ts'
import { type ReadDate, readDate } from './read-date.ts'

const { digit, dash, upper } = byteClasses

/** Leaves of a date its year, quarter or month: `2026`, `2026-Q4`, `2026-11`. A word for "no value" becomes empty. */
export class DateTransform extends EachCell {
  readonly #to: 'year' | 'quarter' | 'month'
  readonly #date: ReadDate = { year: 0, month: 0 }

  constructor(to: 'year' | 'quarter' | 'month') {
    super()
    this.#to = to
  }

  protected override write(bytes: Uint8Array, from: number, to: number, _mask: number, row: number): boolean {
    const { cells } = this
    if (isPlaceholder(bytes, from, to)) {
      cells.close(row, cells.end, 0)
      return true
    }
    const date = this.#date
    if (!readDate(bytes, from, to, date) || (date.month === 0 && this.#to !== 'year')) return false
    cells.reserve(7)
    const out = cells.bytes
    let end = cells.end
    for (let power = 1000; power >= 1; power /= 10) out[end++] = 0x30 + (Math.floor(date.year / power) % 10)
    if (this.#to !== 'year') out[end++] = 0x2d
    if (this.#to === 'quarter') {
      out[end++] = 0x51
      out[end++] = 0x31 + Math.floor((date.month - 1) / 3)
    } else if (this.#to === 'month') {
      out[end++] = 0x30 + Math.floor(date.month / 10)
      out[end++] = 0x30 + (date.month % 10)
    }
    cells.close(row, end, digit | dash | upper)
    return true
  }
}
