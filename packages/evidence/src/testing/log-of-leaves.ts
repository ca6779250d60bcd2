import { type Bytes, utf8 } from '../bytes.ts'
import { append, emptyLog, type LogState, treeRoot } from '../tiles/log-state.ts'
import { nodeHashing } from './hashing.ts'
import { MemoryLog } from './memory-log.ts'

/** Leaves that differ, of no particular form. */
export function leavesOf(count: number): readonly Bytes[] {
  return Array.from({ length: count }, (_, index) => utf8(`leaf ${index}`))
}

/** A log in memory, appended in batches of these sizes; all partial files are kept. Entries are made up. */
export function logOf(
  leaves: readonly Bytes[],
  batches: readonly number[] = [leaves.length],
): { readonly log: MemoryLog; readonly state: LogState; readonly roots: ReadonlyMap<number, Bytes> } {
  const log = new MemoryLog()
  const roots = new Map([[0, nodeHashing(treeRoot(emptyLog))]])
  let state = emptyLog
  for (const count of batches) {
    const records = leaves.slice(state.size, state.size + count).map((leaf) => ({ leaf, entry: utf8('{}') }))
    const appended = nodeHashing(append(state, records))
    log.apply(appended, { keepPartial: true })
    state = appended.state
    roots.set(state.size, nodeHashing(treeRoot(state)))
  }
  return { log, state, roots }
}
