import { type CivilDate, parseCivilDate } from '@feiyu/core'
import { byteClass } from '../byte-class.ts'
import { CellScanner } from '../cells/cell-scanner.ts'
import { detectors } from '../detectors/detector.ts'
import { markingOf, noMarking } from '../detectors/markings.ts'
import type { ScanResult } from '../finish.ts'
import type { Field } from '../profile.ts'
import { createScanner, type ScannerOptions } from '../scanner.ts'
import { batchOf } from './batches.ts'
import { testClasses } from './classes.ts'

export const testDay: CivilDate = parseCivilDate('2026-11-23')
export const testKey: Uint8Array = Uint8Array.from({ length: 16 }, (_, index) => index * 7 + 1)

type Rows = readonly (readonly (string | null)[])[]

/** Scans a table given as texts; `cuts` are the rows at which a new batch begins. */
export function scanTable(
  names: readonly string[] | null,
  rows: Rows,
  options: Partial<ScannerOptions> & { readonly cuts?: readonly number[] } = {},
): ScanResult {
  const { cuts = [], ...rest } = options
  const columns = names?.length ?? Math.max(0, ...rows.map((row) => row.length))
  const scanner = createScanner({ names, key: testKey, classTable: testClasses, asOf: testDay, ...rest })
  const bounds = [0, ...cuts, rows.length]
  for (let index = 1; index < bounds.length; index++) {
    const from = bounds[index - 1]!
    scanner.add(batchOf(rows.slice(from, bounds[index]), columns, from))
  }
  return scanner.finish()
}

/** One column of a table of one column. */
export function scanColumn(name: string, values: readonly string[]): Field {
  return scanTable(
    [name],
    values.map((value) => [value]),
  ).profile.fields[0]!
}

/** What the scanner of cells finds in a text: detector and the text claimed, and the marking as `kind level`. */
export function findIn(text: string, hint = 0): { readonly hits: readonly string[]; readonly marking: string | null } {
  const scanner = new CellScanner(20261123)
  const bytes = new TextEncoder().encode(text)
  scanner.hint = hint
  scanner.scan(
    bytes,
    0,
    bytes.length,
    bytes.reduce((mask, byte) => mask | byteClass[byte]!, 0),
  )
  const decoder = new TextDecoder()
  const { hits, source, marking } = scanner
  const found = Array.from({ length: hits.count }, (_, index) => ({
    start: hits.starts[index]!,
    text: `${detectors[hits.codes[index]!]!.id}:${decoder.decode(source.slice(hits.starts[index]!, hits.ends[index]!))}`,
  }))
  const { kind, level } = marking === noMarking ? { kind: null, level: null } : markingOf(marking)
  return {
    hits: found.sort((left, right) => left.start - right.start).map((hit) => hit.text),
    marking: kind === null ? null : `${kind} ${level}`,
  }
}
