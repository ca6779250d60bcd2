import type { RowBatch } from '../batch.ts'
import { digit } from '../byte-class.ts'
import type { CellScanner } from '../cells/cell-scanner.ts'
import type { Column } from '../columns/column.ts'
import { hintOf } from '../columns/column-plan.ts'
import { isPlaceholder } from '../detectors/placeholders.ts'

/** Looks closely at values of the columns, from row `first` of the batch on, until each has enough. */
export function sampleEvidence(columns: readonly Column[], scanner: CellScanner, batch: RowBatch, first: number): void {
  for (const { index, name, evidence } of columns) {
    if (index >= batch.columns) continue
    scanner.hint = name.hint === null ? 0 : hintOf(name.hint.type)
    for (let row = first; row < batch.rows && !evidence.isFull; row++) {
      const cell = row * batch.columns + index
      const from = batch.starts[cell]!
      const to = batch.ends[cell]!
      if (from < 0 || to <= from) continue
      const mask = batch.classes[cell]!
      if ((mask & digit) === 0 && isPlaceholder(batch.bytes, from, to)) continue
      evidence.add(scanner, batch.bytes, from, to, mask)
    }
  }
}
