import type { Category, ClassTable } from '@feiyu/core'
import { type Detector, detectors, type LiveClass, type LiveHits, type LiveScan } from '@feiyu/scan'
import type { Permit } from '../permit/permit.ts'
import type { Stop } from './chunk-gate.ts'
import type { ColumnMap, GateColumn } from './column-map.ts'

/** Clears, in `watch.cleared`, a secrecy word without the statutory star (机密 in a name of a product). A mark is never cleared. */
export const secrecyLabel = 'secrecy_label'
/** Values of a chunk from which its own share of weak hits is judged; below, only the share among all values so far. */
const leastValues = 100
/** Confidence from which a class counts while rows still come. */
const sure = 0.9
const order: readonly Category[] = ['business', 'personal', 'sensitive', 'credential']
const detectedTypes: ReadonlySet<string> = new Set(detectors.map(({ type }) => type))
const byId = new Map(detectors.map((detector) => [detector.id, detector]))

/** Judges what a scan has met by the permit alone: nothing that an earlier scan said counts here. */
export class Inspection {
  readonly #permit: Permit
  readonly #live: LiveScan
  readonly #map: ColumnMap
  readonly #classTable: ClassTable
  /** After the chunk before: weak hits that are not cleared, and values by column. */
  readonly #hitsBefore = new Map<string, number>()
  #valuesBefore: readonly number[] = []
  /** Rows after which classes are judged again. */
  #judgeAt = 0

  constructor(permit: Permit, live: LiveScan, map: ColumnMap, classTable: ClassTable) {
    this.#permit = permit
    this.#live = live
    this.#map = map
    this.#classTable = classTable
  }

  /** What stops the chunk that was read last; `isEnd` once no more rows come. */
  judge(isEnd: boolean): Stop | null {
    const stop = this.#markings() ?? this.#hits() ?? this.#classes(isEnd)
    this.#valuesBefore = this.#live.names.map((_, column) => this.#live.values(column))
    return stop
  }

  #markings(): Stop | null {
    for (const { kind, column, row } of this.#live.markings()) {
      const known = this.#map.columns[column]
      const isCleared = known !== undefined && (!known.leaves || known.cleared.has(secrecyLabel))
      if (kind === 'mark' || !isCleared) return { code: 'marking', row, column: column + 1, type: `secrecy_${kind}` }
    }
    return null
  }

  #hits(): Stop | null {
    let first: Stop | null = null
    this.#live.forEachHit((hits) => {
      const stop = this.#hit(hits)
      if (stop !== null && (first === null || (stop.row ?? 0) < (first.row ?? 0))) first = stop
    })
    return first
  }

  #hit(hits: LiveHits): Stop | null {
    const column = this.#map.columns[hits.column]!
    if (!column.leaves) return null
    const detector = byId.get(hits.detector)!
    const at = { row: hits.firstRow, column: hits.column + 1, type: detector.id }
    if (this.#isCredential(detector)) return { code: 'credential', ...at }
    if (column.cleared.has(detector.id)) return null
    if (isStrong(detector, column)) return { code: 'uncleared-value', ...at }
    return this.#isAboveRate(hits) ? { code: 'weak-hits', ...at } : null
  }

  #isCredential({ type }: Detector): boolean {
    return this.#classTable.types[type]?.person === 'credential'
  }

  #isAboveRate({ column, detector, count }: LiveHits): boolean {
    const rate = this.#permit.watch.weakHoldAbove
    const values = this.#live.values(column)
    const key = `${column}:${detector}`
    const newHits = count - (this.#hitsBefore.get(key) ?? 0)
    this.#hitsBefore.set(key, count)
    const newValues = values - (this.#valuesBefore[column] ?? 0)
    return count > values * rate || (newValues >= leastValues && newHits > newValues * rate)
  }

  /** A column that turns out graver than the permit says; and persons whose columns it does not count. */
  #classes(isEnd: boolean): Stop | null {
    const { rows } = this.#live
    if (!isEnd && rows < this.#judgeAt) return null
    this.#judgeAt = rows * 2
    const actionOf = (index: number) => actionFor(this.#map.columns[index]!)
    // The permit says what a column is before anything is done to it; a token is something else.
    const untouched = this.#live.classes((index) => (actionOf(index) === 'drop' ? 'drop' : 'pass'))
    for (const [index, left] of this.#live.classes(actionOf).entries()) {
      const { field, leaves } = this.#map.columns[index]!
      const found = actionOf(index) === 'token' ? untouched[index]! : left
      // What a column without a value might be says nothing of anybody.
      if (field === null || !leaves || this.#live.values(index) === 0) continue
      if (!isEnd && !isSure(found)) continue
      if (order.indexOf(found.category) > order.indexOf(field.category)) {
        return { code: 'new-class', row: null, column: index + 1, type: found.type }
      }
    }
    return isEnd ? this.#uncounted(actionOf) : null
  }

  #uncounted(actionOf: (index: number) => 'pass' | 'drop' | 'token'): Stop | null {
    const { counted } = this.#permit.count
    for (const { name, type, bit, sensitive } of this.#live.counted(actionOf)) {
      if (counted.some((known) => known.bit === bit && (known.sensitive || !sensitive))) continue
      const column = this.#live.names.indexOf(name)
      if (this.#live.values(column) === 0) continue
      return { code: 'uncounted-field', row: null, column: column + 1, type }
    }
    return null
  }
}

/**
 * Whether a class may be judged while rows still come: it will not change with them. What detectors tell may: the hits
 * are judged by themselves, the share of a column that they make only at the end.
 */
function isSure({ type, isFull, confidence }: LiveClass): boolean {
  return isFull && confidence >= sure && !detectedTypes.has(type)
}

/** What an action does to the count of persons: a constant says nothing of them, a masked value still does. */
function actionFor({ field, leaves }: GateColumn): 'pass' | 'drop' | 'token' {
  if (!leaves || field === null) return 'drop'
  return field.action === 'token' ? 'token' : 'pass'
}

/** One hit is enough: by its p0, or by its check digit in a column of its own type. */
function isStrong({ strong, checksum, type }: Detector, { field }: GateColumn): boolean {
  return strong || (checksum && type === field?.type)
}
