import type { Digest } from '@feiyu/core'
import type { Format } from '../detect.ts'
import type { Encoding } from '../encodings.ts'
import type { TableOptions } from '../table.ts'
import type { FormatWarning } from '../warnings.ts'

/** What the thread is started with. */
export interface ThreadTask {
  readonly path: string
  readonly options: Omit<TableOptions, 'handle' | 'thread'>
}

/** What is known of a table before its first row. */
export interface TableFacts {
  readonly format: Format
  readonly byteOrderMark: boolean
  readonly delimiter: string | null
  readonly quote: string | null
  readonly header: boolean
}

/** What changes while a table is read. */
export interface TableState {
  readonly encoding: Encoding
  readonly names: readonly string[]
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly digest: Digest | null
  readonly warnings: readonly FormatWarning[]
}

/** Memory of one batch, seen by both threads; whoever has the slot may use it. */
export interface Slot {
  readonly bytes: SharedArrayBuffer
  readonly starts: SharedArrayBuffer
  readonly ends: SharedArrayBuffer
  readonly classes: SharedArrayBuffer
}

/** From the reading thread. */
export type ThreadMessage =
  | { readonly kind: 'opened'; readonly facts: TableFacts; readonly state: TableState }
  | {
      readonly kind: 'batch'
      readonly slot: Slot
      readonly rows: number
      readonly columns: number
      readonly firstRow: number
      readonly state: TableState
    }
  | { readonly kind: 'end'; readonly state: TableState }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly at: string | undefined }
  | { readonly kind: 'broken'; readonly message: string; readonly stack: string | undefined }

/** To the reading thread: this slot is free again. */
export interface FreeSlot {
  readonly free: Slot
}
