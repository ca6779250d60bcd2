import type { ChangedColumn, ColumnFate, RowBatch } from '@feiyu/scan'
import { openTable } from '../open-table.ts'
import type { TableOptions } from '../table.ts'
import type { FormatWarning } from '../warnings.ts'
import { createEncoder } from '../write/create-encoder.ts'

/** What a test does to a column: one that it does not name passes. */
export type Fate = 'cut' | ((value: string) => string)

export interface Rewritten {
  readonly bytes: Buffer
  readonly names: readonly string[]
  /** Single values that were in the batches, by column. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly warnings: readonly FormatWarning[]
}

/** Reads a file and writes it again as a gate does; `stays` says which rows do not leave, by their number from 0. */
export async function rewrite(
  path: string,
  options: TableOptions = {},
  fates: Readonly<Record<string, Fate>> = {},
  stays: (row: number) => boolean = () => false,
): Promise<Rewritten> {
  await using table = await openTable(path, { ...options, shape: true })
  const encoder = createEncoder(table)
  const parts: Buffer[] = []
  const values = new Map<string, string[]>()
  const begin = () => encoder.begin(table.names().map((name) => (fates[name] === 'cut' ? null : name)))
  let isBegun = false
  for await (const batch of table.batches()) {
    if (!isBegun) begin()
    isBegun = true
    const names = table.names()
    const columns = names.map((name, column): ColumnFate => {
      const found = column < batch.columns ? valuesOf(batch, column) : []
      values.set(name, [...(values.get(name) ?? []), ...found.flat()])
      const fate = fates[name] ?? 'pass'
      return typeof fate === 'string' ? fate : changed(found, fate)
    })
    const withheld = Uint8Array.from({ length: batch.rows }, (_, row) => (stays(batch.firstRow + row) ? 1 : 0))
    encoder.add({ source: batch, columns, withheld: withheld.includes(1) ? withheld : null })
    parts.push(Buffer.from(encoder.take()))
  }
  if (!isBegun) begin()
  encoder.end()
  parts.push(Buffer.from(encoder.take()))
  return { bytes: Buffer.concat(parts), names: table.names(), values, warnings: table.warnings }
}

/** By row, the single values of a column. */
function valuesOf({ bytes, starts, ends, columns, rows, lists }: RowBatch, column: number): string[][] {
  const text = (start: number, end: number) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end))
  return Array.from({ length: rows }, (_, row) => {
    const cell = row * columns + column
    if (starts[cell]! < 0) return []
    const several: string[] = []
    for (let index = 0; index < (lists?.count ?? 0); index++) {
      if (lists!.cells[index] === cell) several.push(text(lists!.starts[index]!, lists!.ends[index]!))
    }
    const whole = text(starts[cell]!, ends[cell]!)
    if (several.length === 0) return [whole]
    if (several.join('\n') !== whole) throw new Error('a cell is not its values with line feeds between')
    return several
  })
}

function changed(rows: readonly (readonly string[])[], change: (value: string) => string): ChangedColumn {
  const texts = rows.flatMap((row) => (row.length === 0 ? [null] : row.map(change)))
  const encoded = texts.map((text) => (text === null ? null : Buffer.from(text)))
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const bytes of encoded) {
    starts.push(bytes === null ? -1 : at)
    at += bytes?.length ?? 0
    ends.push(bytes === null ? -1 : at)
  }
  const firsts: number[] = []
  let first = 0
  for (const row of rows) {
    firsts.push(first)
    first += Math.max(1, row.length)
  }
  return {
    bytes: Buffer.concat(encoded.filter((bytes) => bytes !== null)),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    classes: new Uint16Array(texts.length).fill(0xffff),
    firsts: rows.every((row) => row.length < 2) ? null : Int32Array.from(firsts),
  }
}
