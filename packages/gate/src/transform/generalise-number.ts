import { byteClasses, isPlaceholder } from '@feiyu/scan'
import { EachCell } from './each-cell.ts'

const { digit, dash, dot } = byteClasses
/** Digits of a number that is still exact. */
const mostDigits = 15

/**
 * Brings a number down to a multiple of a step: 37 by 10 gives 30, -1 by 10 gives -10. Reads a sign, digits with commas
 * between thousands, and decimals; a word for "no value" becomes empty. Exact: no floating point between.
 */
export class NumberTransform extends EachCell {
  /** Decimals of the step, and the step as a whole number of its last decimal. */
  readonly #decimals: number
  readonly #units: number

  constructor(step: number) {
    super()
    const [whole = '', decimals = ''] = plainDigits(step).split('.')
    this.#decimals = decimals.length
    this.#units = Number(whole + decimals)
  }

  protected override write(bytes: Uint8Array, from: number, to: number, _mask: number, row: number): boolean {
    const { cells } = this
    if (isPlaceholder(bytes, from, to)) {
      cells.close(row, cells.end, 0)
      return true
    }
    const units = this.#unitsOf(bytes, from, to)
    if (units === null) return false
    const steps = Math.floor(units / this.#units)
    const least = steps * this.#units
    if (!Number.isSafeInteger(least)) return false
    this.#put(least, row)
    return true
  }

  /** The number in units of the step's last decimal, rounded down; null where there is none that can be read exactly. */
  #unitsOf(bytes: Uint8Array, from: number, to: number): number | null {
    const isNegative = bytes[from] === 0x2d
    let at = from + (isNegative || bytes[from] === 0x2b ? 1 : 0)
    let value = 0
    let digits = 0
    let group = -1
    for (; at < to && bytes[at] !== 0x2e; at++) {
      const byte = bytes[at]!
      if (byte === 0x2c) {
        if (digits === 0 || (group < 0 ? digits > 3 : group !== 3)) return null
        group = 0
        continue
      }
      if (byte < 0x30 || byte > 0x39) return null
      value = value * 10 + byte - 0x30
      digits++
      if (group >= 0) group++
    }
    if (digits === 0 || (group >= 0 && group !== 3) || at === to - 1) return null
    let decimals = 0
    let isMore = false
    for (at++; at < to; at++) {
      const byte = bytes[at]!
      if (byte < 0x30 || byte > 0x39) return null
      if (decimals < this.#decimals) {
        value = value * 10 + byte - 0x30
        decimals++
        digits++
      } else if (byte !== 0x30) isMore = true
    }
    for (; decimals < this.#decimals; decimals++, digits++) value *= 10
    if (digits > mostDigits) return null
    return isNegative ? -value - (isMore ? 1 : 0) : value
  }

  #put(units: number, row: number): void {
    const { cells } = this
    const digits = String(Math.abs(units)).padStart(this.#decimals + 1, '0')
    const whole = digits.length - this.#decimals
    cells.reserve(digits.length + 2)
    const { bytes } = cells
    let end = cells.end
    if (units < 0) bytes[end++] = 0x2d
    for (let at = 0; at < digits.length; at++) {
      if (at === whole) bytes[end++] = 0x2e
      bytes[end++] = digits.charCodeAt(at)
    }
    cells.close(row, end, digit | dash | dot)
  }
}

/** A number in digits, never as 1e-7. */
function plainDigits(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(15).replace(/0+$/, '').replace(/\.$/, '') : text
}
