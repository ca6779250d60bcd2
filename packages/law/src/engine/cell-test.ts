import { addDays, type CivilDate, parseCivilDate } from '@feiyu/core'
import type { FactScalar, FactValue } from '../facts/fact.ts'
import type { Bound, CellTest } from '../pack/pack.ts'

/** A cell with its parameters put in for one day, and its fact as the number of a slot. */
export interface CompiledCell {
  readonly slot: number
  readonly fact: string
  readonly kind: CellTest['kind']
  /** `eq`: the value. */
  readonly value: FactScalar
  /** `in`, `not`: the values. */
  readonly values: readonly FactScalar[]
  readonly stated: boolean
  /** Bounds of a range; ±Infinity where open, and whether the bound itself is inside. */
  readonly low: number
  readonly lowInside: boolean
  readonly high: number
  readonly highInside: boolean
  /** Whether the bounds are days, which compare as texts. */
  readonly days: boolean
  readonly lowDay: string | null
  readonly highDay: string | null
}

/** Compiles a test; `resolve` gives the value of a parameter on the day. */
export function compileCell(
  slot: number,
  fact: string,
  test: CellTest,
  resolve: (parameter: string) => FactScalar,
): CompiledCell {
  const value = (bound: Bound): FactScalar => ('parameter' in bound ? resolve(bound.parameter) : bound.value)
  const range = test.kind === 'range' ? test : null
  const low = range?.ge ?? range?.gt ?? null
  const high = range?.le ?? range?.lt ?? null
  const lowValue = low === null ? null : value(low)
  const highValue = high === null ? null : value(high)
  const days = typeof (lowValue ?? highValue) === 'string'
  return {
    slot,
    fact,
    kind: test.kind,
    value: test.kind === 'eq' ? value(test.bound) : '',
    values: test.kind === 'in' || test.kind === 'not' ? test.values : [],
    stated: test.kind === 'stated' && test.stated,
    low: lowValue === null || days ? -Infinity : Number(lowValue),
    lowInside: range?.ge != null,
    high: highValue === null || days ? Infinity : Number(highValue),
    highInside: range?.le != null,
    days,
    lowDay: days && lowValue !== null ? String(lowValue) : null,
    highDay: days && highValue !== null ? String(highValue) : null,
  }
}

/** Whether a known value meets the test; `null`, a claim that is not made, meets only `not` and `stated: false`. */
export function holds(cell: CompiledCell, value: FactValue): boolean {
  switch (cell.kind) {
    case 'eq':
      return value === cell.value
    case 'range': {
      if (cell.days) return dayInside(cell, value)
      if (typeof value !== 'number') return false
      const above = cell.lowInside ? value >= cell.low : value > cell.low
      return above && (cell.highInside ? value <= cell.high : value < cell.high)
    }
    case 'in':
      return value !== null && cell.values.includes(value)
    case 'not':
      return value === null || !cell.values.includes(value)
    case 'stated':
      return (value !== null) === cell.stated
    default:
      return cell.kind satisfies never
  }
}

function dayInside(cell: CompiledCell, day: FactValue): boolean {
  if (typeof day !== 'string') return false
  const { lowDay, highDay } = cell
  const above = lowDay === null || (cell.lowInside ? day >= lowDay : day > lowDay)
  return above && (highDay === null || (cell.highInside ? day <= highDay : day < highDay))
}

/** The days at which the outcome of a test of days changes: the first day of each region. */
export function cutDays(cell: CompiledCell): readonly CivilDate[] {
  // Bounds of days were read as dates of the calendar when the cell was compiled.
  const cut = (day: string | null, first: boolean) =>
    day === null ? [] : [first ? parseCivilDate(day) : addDays(parseCivilDate(day), 1)]
  return [...cut(cell.lowDay, cell.lowInside), ...cut(cell.highDay, !cell.highInside)]
}

/** The whole numbers at which the outcome of a test changes: the first number of each region. */
export function cutPoints(cell: CompiledCell): readonly number[] {
  if (cell.kind === 'eq') return typeof cell.value === 'number' ? [cell.value, cell.value + 1] : []
  if (cell.kind === 'in' || cell.kind === 'not') {
    return cell.values.flatMap((value) => (typeof value === 'number' ? [value, value + 1] : []))
  }
  if (cell.kind !== 'range' || cell.days) return []
  const cuts: number[] = []
  if (cell.low !== -Infinity) cuts.push(cell.lowInside ? cell.low : cell.low + 1)
  if (cell.high !== Infinity) cuts.push(cell.highInside ? cell.high + 1 : cell.high)
  return cuts
}

/** A place where the outcome of a test changes, with the values on both sides. */
export interface Cut {
  readonly name: string
  readonly below: FactScalar
  readonly above: FactScalar
  /** Whole numbers and days have neighbours; of other numbers any above will do. */
  readonly exact: boolean
}

/** The cuts of a test; `fractional` for a quantity that is not counted in whole numbers. */
export function cellCuts(cell: CompiledCell, fractional = false): readonly Cut[] {
  if (cell.kind !== 'range') return []
  if (cell.days) return cutDays(cell).map((day) => ({ name: day, below: addDays(day, -1), above: day, exact: true }))
  if (!fractional) return cutPoints(cell).map((cut) => ({ name: String(cut), below: cut - 1, above: cut, exact: true }))
  return [cell.low, cell.high]
    .filter(Number.isFinite)
    .map((bound) => ({ name: String(bound), below: bound, above: bound + 1, exact: false }))
}

/** The test as a pack writes it, with parameters put in: for traces and flips. */
export function writeTest(cell: CompiledCell): Readonly<Record<string, FactValue | readonly FactValue[]>> {
  switch (cell.kind) {
    case 'eq':
      return { eq: cell.value }
    case 'range':
      return {
        ...(cell.low === -Infinity ? {} : { [cell.lowInside ? 'ge' : 'gt']: cell.low }),
        ...(cell.high === Infinity ? {} : { [cell.highInside ? 'le' : 'lt']: cell.high }),
        ...(cell.lowDay === null ? {} : { [cell.lowInside ? 'ge' : 'gt']: cell.lowDay }),
        ...(cell.highDay === null ? {} : { [cell.highInside ? 'le' : 'lt']: cell.highDay }),
      }
    case 'in':
      return { in: cell.values }
    case 'not':
      return { not: cell.values }
    case 'stated':
      return { stated: cell.stated }
    default:
      return cell.kind satisfies never
  }
}
