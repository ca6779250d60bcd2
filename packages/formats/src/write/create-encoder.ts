import type { RowEncoder } from '@feiyu/scan'
import type { Table } from '../table.ts'
import { CsvEncoder } from './csv-encoder.ts'
import { JsonEncoder } from './json-encoder.ts'
import type { ShapedTable } from './shape-encoder.ts'

/**
 * Makes an encoder of the rows of a table that was opened with `shape`: it writes them as they were read, in the encoding
 * of the file, byte for byte where nothing is changed. It takes the batches of this table alone, each while it is lent.
 *
 * @example
 * await using table = await openTable(path, { shape: true })
 * const encoder = createEncoder(table)
 */
export function createEncoder(table: Table): RowEncoder {
  const { format, delimiter, quote } = table
  if (!isShaped(table)) throw new TypeError('a table that is written again is opened with `shape`')
  switch (format) {
    case 'csv':
      return new CsvEncoder(table, { delimiter: delimiter ?? ',', quote: quote ?? '"' })
    case 'ndjson':
      return new JsonEncoder(table, 'lines')
    case 'json':
      return new JsonEncoder(table, 'array')
    default:
      return format satisfies never
  }
}

function isShaped(table: Table): table is Table & ShapedTable {
  return table.shape !== null
}
