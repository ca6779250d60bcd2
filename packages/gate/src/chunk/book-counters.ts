import type { BatchMac, LiveScan, PersonBatch, PersonKeys, RowBatch } from '@feiyu/scan'
import type { Permit } from '../permit/permit.ts'
import { scopeOf } from '../tally/registers.ts'
import type { Stop } from './chunk-gate.ts'
import { HandlerRows, withUncounted } from './handler-rows.ts'

/**
 * The scan that inspects every row, and those that count its persons for each book. A book's persons are told apart under
 * its own code, so in the dataset of a group each book has a scan of its own, in which the rows of the others do not count;
 * all see the same head, so all say the same of the columns.
 */
export class BookCounters {
  /** Sees every row that is handed in. */
  readonly inspected: LiveScan
  /** By book; the one that inspects where all rows are the handler's own. */
  readonly #scans: readonly LiveScan[]
  readonly #handlers: HandlerRows | null

  constructor({ count }: Permit, macs: readonly BatchMac[], scanWith: (keys: PersonKeys | undefined) => LiveScan) {
    const { subject, books, registers } = count
    const scans = macs.map((mac) => scanWith(registers === null ? undefined : { mac, scope: scopeOf(registers) }))
    const path = subject?.handlerPath ?? null
    this.#scans = scans
    this.#handlers =
      path === null
        ? null
        : new HandlerRows(
            path,
            books.map(({ handler }) => handler),
          )
    this.inspected = path === null && scans[0] !== undefined ? scans[0] : scanWith(undefined)
  }

  setColumns(names: readonly string[]): void {
    for (const scan of this.#all()) scan.setColumns(names)
  }

  /** Takes the rows of a batch; a stop where a row is of no legal person of the permit. */
  add(batch: RowBatch, withheld: Uint8Array | null): Stop | null {
    const handlers = this.#handlers
    if (handlers === null) {
      this.inspected.add(withheld === null ? batch : withUncounted(batch, withheld))
      return null
    }
    const column = this.inspected.names.indexOf(handlers.path)
    const row = handlers.look(batch, column)
    if (row >= 0) {
      const place = batch.firstRow + row + 1
      return { code: 'handler-missing', row: place, column: column < 0 ? null : column + 1, type: null }
    }
    this.inspected.add(withheld === null ? batch : withUncounted(batch, withheld))
    for (const [place, scan] of this.#scans.entries()) {
      scan.add(withUncounted(batch, handlers.uncounted(place, withheld)))
    }
    return null
  }

  end(): void {
    for (const scan of this.#all()) scan.end()
  }

  /** Persons in all books so far; one who is in two counts twice. */
  get persons(): number {
    return this.#scans.reduce((sum, scan) => sum + scan.persons, 0)
  }

  /** Persons since the last call, by book. Where the permit counts nobody, keys are those of things. */
  drain(): readonly PersonBatch[] {
    if (!this.#scans.includes(this.inspected)) this.inspected.drain()
    return this.#scans.map((scan) => scan.drain())
  }

  #all(): ReadonlySet<LiveScan> {
    return new Set([this.inspected, ...this.#scans])
  }
}
