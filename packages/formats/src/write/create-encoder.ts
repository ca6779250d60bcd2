import type { RowEncoder } from '@feiyu/scan'
import type { Format } from '../detect.ts'
import { CsvEncoder } from './csv-encoder.ts'
import { JsonEncoder } from './json-encoder.ts'

/** How rows are written; a `Table` says how it was read, and its rows are written alike. */
export interface EncoderOptions {
  readonly format: Format
  /** For CSV; a comma and a double quote where they are null. */
  readonly delimiter: string | null
  readonly quote: string | null
}

/**
 * Makes an encoder: UTF-8 without a byte order mark, the header always written. Read again as what it is, the output
 * has the same cells; of cells that a row does not have, CSV makes empty ones.
 *
 * @example
 * const encoder = createEncoder(table)
 * encoder.begin(names)
 */
export function createEncoder({ format, delimiter, quote }: EncoderOptions): RowEncoder {
  switch (format) {
    case 'csv':
      return new CsvEncoder({ delimiter: delimiter ?? ',', quote: quote ?? '"' })
    case 'ndjson':
      return new JsonEncoder('lines')
    case 'json':
      return new JsonEncoder('array')
    default:
      return format satisfies never
  }
}
