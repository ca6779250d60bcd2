import { type EntryBody, type Id, idOf } from '@feiyu/evidence'
import type { ChunkCounts, ChunkResult, Stop } from '../chunk/chunk-gate.ts'

type CountsByKind = Record<Id, number>

/** What a crossing has done so far, for its outcome. */
export class CrossingFigures {
  rowsRead = 0
  rowsReleased = 0
  bytesReleased = 0
  firstRelease: number | undefined
  /** Persons of the rows that were passed so far: no fewer than there are. */
  persons = 0
  readonly #dropped: CountsByKind = {}
  readonly #masked: CountsByKind = {}
  readonly #held: CountsByKind = {}
  #withoutConsent = 0

  /** What the transforms did to a chunk, and how many of its rows were read. */
  transformed({ rowsRead, personsSoFar, counts }: Extract<ChunkResult, { kind: 'clear' }>): void {
    this.rowsRead += rowsRead
    this.persons = personsSoFar
    add(this.#dropped, counts.dropped)
    add(this.#masked, counts.masked)
    add(this.#held, counts.held)
    this.#withoutConsent += counts.withoutConsent
  }

  released(rows: number, sizeBytes: number, at: number): void {
    this.rowsReleased += rows
    this.bytesReleased += sizeBytes
    if (sizeBytes > 0) this.firstRelease ??= at
  }

  /** The counts of an outcome, those that are nothing left out. */
  counts(): Pick<EntryBody<'outcome'>, 'dropped' | 'masked' | 'held' | 'withoutConsent'> {
    return {
      ...(isEmpty(this.#dropped) ? {} : { dropped: this.#dropped }),
      ...(isEmpty(this.#masked) ? {} : { masked: this.#masked }),
      ...(isEmpty(this.#held) ? {} : { held: this.#held }),
      ...(this.#withoutConsent === 0 ? {} : { withoutConsent: this.#withoutConsent }),
    }
  }
}

/** A stop as an outcome writes it. */
export function stopEntry({ code, row, column, type }: Stop): NonNullable<EntryBody<'outcome'>['stop']> {
  return {
    code: idOf(code),
    ...(row === null ? {} : { row }),
    ...(column === null ? {} : { column }),
    ...(type === null ? {} : { type: idOf(type) }),
  }
}

/** A stop that no cell caused. */
export function stopOf(code: string): Stop {
  return { code, row: null, column: null, type: null }
}

function add(sum: CountsByKind, counts: ChunkCounts['dropped']): void {
  for (const [kind, count] of Object.entries(counts)) {
    const name = idOf(kind)
    sum[name] = (sum[name] ?? 0) + count
  }
}

function isEmpty(counts: CountsByKind): boolean {
  return Object.keys(counts).length === 0
}
