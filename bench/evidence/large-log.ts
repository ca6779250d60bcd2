import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  append,
  emptyLog,
  type LogRecord,
  signCheckpoint,
  signEntry,
  treeRoot,
  writeVerifierKey,
} from '@feiyu/evidence'
import { hashing, newSigner, permitEntries } from './material.ts'

const batch = 16_384

/**
 * Writes a log of so many entries without its write-ahead file and its fsyncs, which a reader does not see. A few hundred
 * signed entries come again and again: what a proof reads and hashes is the same.
 */
export async function writeLargeLog(folder: string, entries: number): Promise<void> {
  await using signer = newSigner('bench.example/large')
  const records: LogRecord[] = []
  for (const entry of permitEntries(256)) records.push(await signEntry(entry, signer, hashing))
  let state = emptyLog
  while (state.size < entries) {
    const count = Math.min(batch, entries - state.size)
    const appended = hashing(
      append(
        state,
        Array.from({ length: count }, (_, place) => records[place % 256]!),
      ),
    )
    for (const { path, bytes } of appended.writes) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), bytes)
    }
    state = appended.state
  }
  writeFileSync(join(folder, 'key'), `${writeVerifierKey(signer.key)}\n`)
  const tree = { size: state.size, root: hashing(treeRoot(state)) }
  writeFileSync(join(folder, 'checkpoint'), await signCheckpoint(tree, signer))
}
