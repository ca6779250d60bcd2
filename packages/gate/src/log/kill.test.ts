import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { auditLog, type LogFault } from '@feiyu/evidence'
import { afterAll, expect, test } from 'vitest'
import { nodeDisk } from '../disk/node-disk.ts'
import { entryOf, testSigner } from '../testing/test-log.ts'
import { nodeHashing } from './log-files.ts'
import { createLog, openLog } from './open-log.ts'
import { openLogForReading } from './read-log.ts'

const root = mkdtempSync(join(tmpdir(), 'feiyu-kill-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a writer killed with SIGKILL loses nothing that it acknowledged, and the next one goes on', async () => {
  const disk = nodeDisk(root)
  await createLog(disk, 'log', testSigner)
  const places = new Map<number, number>()
  for (let round = 0; round < 3; round++) {
    for (const [number, index] of await killedWriter(round * 100_000, 20 + 30 * round)) places.set(number, index)
    await using log = await openLog(disk, 'log', testSigner)
    expect(log.size).toBeGreaterThan(Math.max(...places.values()))
  }
  expect(places.size).toBeGreaterThan(50)
  const view = await openLogForReading(disk, 'log')
  const entries: string[] = []
  for await (const entry of view.entries(0, view.tree.size)) entries.push(Buffer.from(entry).toString())
  for (const [number, index] of places) expect(entries[index]).toBe(Buffer.from(entryOf(number)).toString())
  expect(new Set(entries).size).toBe(entries.length)
  const faults: LogFault[] = []
  const { reader, tree, key } = view
  for await (const fault of auditLog({ reader, tree, key, hashing: nodeHashing })) faults.push(fault)
  expect(faults).toEqual([])
})

/** Starts a writer, kills it after so many acknowledgements, and gives what it said it had published: number → place. */
async function killedWriter(from: number, acknowledgements: number): Promise<readonly (readonly [number, number])[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../testing/log-writer.ts'), root, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    said += chunk
    if (said.split('\n').length > acknowledgements) break
  }
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  const whole = said.slice(0, said.lastIndexOf('\n') + 1)
  return [...whole.matchAll(/^(\d+) (\d+)$/gm)].map(([, number, index]) => [Number(number), Number(index)] as const)
}
