import { type ClassTable, parseCivilDate } from '@feiyu/core'
import { byteClasses, type OutgoingBatch, type RowBatch, type RowEncoder, valueTypes } from '@feiyu/scan'
import type { Permit, PermitField } from '../permit/permit.ts'
import { digestOfText } from './sample-permit.ts'

export type Cells = readonly (readonly (string | Uint8Array | null)[])[]

/** A batch of cells; `null` is a cell that the row does not have. */
export function rowsOf(rows: Cells, columns: number, firstRow = 0): RowBatch {
  const cells = rows.flatMap((row) => Array.from({ length: columns }, (_, column) => row[column] ?? null))
  const encoded = cells.map((cell) => (typeof cell === 'string' ? new TextEncoder().encode(cell) : cell))
  const bytes = new Uint8Array(encoded.reduce((sum, cell) => sum + (cell?.length ?? 0) + 1, 0))
  const [starts, ends] = [new Int32Array(cells.length), new Int32Array(cells.length)]
  const classes = new Uint16Array(cells.length)
  let at = 0
  for (const [index, cell] of encoded.entries()) {
    starts[index] = cell === null ? -1 : at
    ends[index] = cell === null ? -1 : at + cell.length
    if (cell === null) continue
    bytes.set(cell, at)
    for (const byte of cell) classes[index]! |= byteClasses.byteClass[byte]!
    at += cell.length
    bytes[at++] = 0x2c
  }
  return { bytes, columns, rows: rows.length, firstRow, starts, ends, classes }
}

/** Writes rows as lines of cells between bars, for tests to read. */
export class BarEncoder implements RowEncoder {
  #text = ''

  begin(names: readonly (string | null)[]): void {
    this.#text += `${names.filter((name) => name !== null).join('|')}\n`
  }

  add({ source, columns, withheld }: OutgoingBatch): void {
    for (let row = 0; row < source.rows; row++) {
      if (withheld?.[row] === 1) continue
      const cells = columns.flatMap((fate, index) => {
        if (fate === 'cut') return []
        if (index >= source.columns) return ['-']
        const { bytes, starts, ends } = fate === 'pass' ? source : fate
        const cell = fate === 'pass' ? row * source.columns + index : (fate.firsts?.[row] ?? row)
        return [starts[cell]! < 0 ? '-' : Buffer.from(bytes.subarray(starts[cell], ends[cell])).toString()]
      })
      this.#text += `${cells.join('|')}\n`
    }
  }

  end(): void {
    this.#text += 'end\n'
  }

  take(): Uint8Array {
    const bytes = Buffer.from(this.#text)
    this.#text = ''
    return bytes
  }
}

const sensitive = new Set(['bank_card', 'payment_card', 'health'])
const business = new Set(['free_text', 'opaque', 'number', 'category_code', 'empty', 'date', 'amount', 'uscc'])
const credentials = new Set(['password', 'secret_key'])

/** A class table for tests: what is in none of the lists above is personal. */
export const sampleClasses: ClassTable = {
  digest: digestOfText('classes'),
  asOf: parseCivilDate('2026-11-25'),
  sensitiveBelowAge: 14,
  types: Object.fromEntries(
    valueTypes.map(({ id, role }) => {
      const person = credentials.has(id)
        ? 'credential'
        : sensitive.has(id)
          ? 'sensitive'
          : business.has(id)
            ? 'business'
            : 'personal'
      return [id, { person, object: role === 'direct' || person === 'credential' ? person : 'business' }]
    }),
  ),
}

/** A permit with these fields; nothing else of it is looked at by a chunk gate. */
export function permitOf(
  base: Permit,
  fields: readonly PermitField[],
  changes: {
    readonly cleared?: Readonly<Record<string, readonly string[]>>
    readonly watch?: Partial<Permit['watch']>
    readonly counted?: Permit['count']['counted']
    readonly consent?: Permit['consent']
  } = {},
): Permit {
  const cleared = Object.entries(changes.cleared ?? {}).map(([path, detectors]) => ({ path, detectors }))
  return {
    ...base,
    what: { ...base.what, fields },
    watch: { ...base.watch, cleared, ...changes.watch },
    count: { ...base.count, counted: changes.counted ?? base.count.counted },
    consent: changes.consent ?? null,
  }
}
