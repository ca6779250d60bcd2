import { byteClasses, type RowBatch } from '@feiyu/scan'
import { CellArena } from './cell-arena.ts'
import type { Transform, Transformed } from './transform.ts'

/**
 * Puts one value into every row, so that not even an empty cell shows. In JSON a value is put where one stands, null and
 * empty ones too; a member that an object does not have is not made.
 */
export class ConstantTransform implements Transform {
  readonly #value: Uint8Array
  readonly #classes: number
  readonly #cells = new CellArena()

  constructor(value: string) {
    this.#value = new TextEncoder().encode(value)
    this.#classes = this.#value.reduce((mask, byte) => mask | byteClasses.byteClass[byte]!, 0)
    this.#cells.bytes = this.#value
  }

  apply({ starts, ends, columns, rows }: RowBatch, column: number, withheld: Uint8Array | null): Transformed {
    const cells = this.#cells
    cells.begin(rows)
    cells.starts.fill(0, 0, rows)
    cells.ends.fill(this.#value.length, 0, rows)
    cells.classes.fill(this.#classes, 0, rows)
    let changed = 0
    for (let row = 0, cell = column; row < rows; row++, cell += columns) {
      if (ends[cell]! > starts[cell]! && starts[cell]! >= 0 && (withheld === null || withheld[row] === 0)) changed++
    }
    return { column: cells, changed, unreadable: -1 }
  }
}
