/** The reading thread: opens a table, and hands each batch over in memory that both threads see. */
import { parentPort, workerData } from 'node:worker_threads'
import type { RowBatch } from '@feiyu/scan'
import { FormatError } from '../errors.ts'
import { openTable } from '../open-table.ts'
import type { Table } from '../table.ts'
import type { FreeSlot, Slot, TableState, ThreadMessage, ThreadTask } from './messages.ts'

/** Batches on their way at the same time: one is scanned, one is ready, one is being filled. */
const slotsAtOnce = 3

const port = parentPort
if (port === null) throw new Error('this file is the reading thread of openTable; it does not run by itself')
const send = (message: ThreadMessage) => port.postMessage(message)

/** Slots that nobody uses; `null` stands for one that was never made. */
const free: (Slot | null)[] = Array.from({ length: slotsAtOnce }, () => null)
let wake = () => {}
port.on('message', ({ free: slot }: FreeSlot) => {
  free.push(slot)
  wake()
})

// The starter of the thread passes exactly this.
const { path, options } = workerData as ThreadTask
try {
  await using table = await openTable(path, { ...options, thread: false })
  const { format, byteOrderMark, delimiter, quote, header } = table
  send({ kind: 'opened', facts: { format, byteOrderMark, delimiter, quote, header }, state: stateOf(table) })
  for await (const batch of table.batches()) {
    const slot = fill(batch, await nextSlot())
    const { rows, columns, firstRow } = batch
    send({ kind: 'batch', slot, rows, columns, firstRow, state: stateOf(table) })
  }
  send({ kind: 'end', state: stateOf(table) })
} catch (error) {
  if (error instanceof FormatError) send({ kind: 'failed', code: error.code, message: error.message, at: error.at })
  else if (error instanceof Error) send({ kind: 'broken', message: error.message, stack: error.stack })
  else send({ kind: 'broken', message: String(error), stack: undefined })
} finally {
  port.close()
}

async function nextSlot(): Promise<Slot | null> {
  for (;;) {
    const slot = free.pop()
    if (slot !== undefined) return slot
    await new Promise<void>((resolve) => {
      wake = resolve
    })
  }
}

/** Copies a batch into a slot, which is made larger where it is too small. Cells keep their order; bytes begin at 0. */
function fill(batch: RowBatch, slot: Slot | null): Slot {
  const cells = batch.rows * batch.columns
  const { starts, ends } = batch
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (let cell = 0; cell < cells; cell++) {
    const start = starts[cell]!
    if (start < 0) continue
    if (start < low) low = start
    if (ends[cell]! > high) high = ends[cell]!
  }
  const from = Math.min(low, high)
  const fits = slot !== null && slot.bytes.byteLength >= high - from && slot.classes.byteLength >= cells * 2
  const target = fits
    ? slot
    : makeSlot(Math.max(high - from, slot?.bytes.byteLength ?? 0), Math.max(cells, slotCells(slot)))
  new Uint8Array(target.bytes).set(batch.bytes.subarray(from, high))
  const newStarts = new Int32Array(target.starts)
  const newEnds = new Int32Array(target.ends)
  for (let cell = 0; cell < cells; cell++) {
    const start = starts[cell]!
    newStarts[cell] = start < 0 ? start : start - from
    newEnds[cell] = start < 0 ? ends[cell]! : ends[cell]! - from
  }
  new Uint16Array(target.classes).set(batch.classes.subarray(0, cells))
  return target
}

function slotCells(slot: Slot | null): number {
  return slot === null ? 0 : slot.classes.byteLength / 2
}

/** A quarter more than asked for, so that slots soon stop growing. */
function makeSlot(bytes: number, cells: number): Slot {
  const room = Math.ceil(cells * 1.25)
  return {
    bytes: new SharedArrayBuffer(Math.ceil(bytes * 1.25)),
    starts: new SharedArrayBuffer(room * 4),
    ends: new SharedArrayBuffer(room * 4),
    classes: new SharedArrayBuffer(room * 2),
  }
}

function stateOf(table: Table): TableState {
  return {
    encoding: table.encoding,
    names: table.names(),
    ...table.progress,
    digest: table.digest,
    warnings: table.warnings,
  }
}
