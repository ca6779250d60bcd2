import { beforeAll, expect, test } from 'vitest'
import { type Bytes, utf8 } from '../bytes.ts'
import { writeEntry } from '../entries/entry.ts'
import { signEntry } from '../entries/leaf.ts'
import { instantOf } from '../entries/values.ts'
import { nodeHashing } from '../testing/hashing.ts'
import { MemoryLog } from '../testing/memory-log.ts'
import { denial, logOfEntries, type SampleLog } from '../testing/sample-receipt.ts'
import { samplePermit } from '../testing/samples.ts'
import { logSigner, signerOf } from '../testing/signer.ts'
import { auditLog, type LogFault } from './audit.ts'
import { readBundle, writeBundle } from './bundle.ts'
import { append, emptyLog, treeRoot } from './log-state.ts'

let sample: SampleLog
let tree: { readonly size: number; readonly root: Bytes }

beforeAll(async () => {
  sample = await logOfEntries(Array.from({ length: 300 }, (_, index) => denial(index)))
  tree = { size: sample.state.size, root: nodeHashing(treeRoot(sample.state)) }
})

test('a whole log has no faults', async () => {
  expect(await faultsOf(sample.log)).toEqual([])
})

test('an altered file of a log is found and named, and no other', async () => {
  const faultOf: Readonly<Record<string, readonly string[]>> = {
    'tile/0/000': ['differs tile/0/000'],
    'tile/0/001.p/44': ['differs tile/0/001.p/44'],
    'tile/1/000.p/1': ['differs tile/1/000.p/1'],
    'feiyu/entries/000': ['differs feiyu/entries/000'],
  }
  for (const [path, expected] of Object.entries(faultOf)) {
    const bytes = sample.log.files.get(path)!
    expect(await faultsOf(altered(path, bytes.with(20, bytes[20]! ^ 4))), path).toEqual(expected)
  }
  expect([...sample.log.files.keys()].sort()).toEqual(
    [...Object.keys(faultOf), 'feiyu/entries/001.p/44', 'tile/entries/000', 'tile/entries/001.p/44'].sort(),
  )
  const leaves = sample.log.files.get('tile/entries/000')!
  const inLeaf = altered('tile/entries/000', leaves.with(20, leaves[20]! ^ 4))
  expect(await faultsOf(inLeaf)).toContain('differs tile/entries/000')
})

test('cut, lengthened and missing files are named', async () => {
  for (const [path, bytes] of sample.log.files) {
    expect(await faultsOf(altered(path, bytes.slice(0, -1))), path).toContain(`malformed ${path}`)
    expect(await faultsOf(altered(path, Uint8Array.of(...bytes, 0))), path).toContain(`malformed ${path}`)
    expect(await faultsOf(altered(path, undefined)), path).toContain(`missing ${path}`)
  }
})

test('an entry put in the place of another is found, though both are genuine', async () => {
  const path = 'feiyu/entries/000'
  const items = readBundle(sample.log.files.get(path)!, 256, path)
  const swapped = writeBundle(items.with(0, items[1]!).with(1, items[0]!))
  expect(await faultsOf(altered(path, swapped))).toEqual([`differs ${path}`, `differs ${path}`])
})

test('entries that the log should never have taken are found: foreign key, false signature, unknown form', async () => {
  const entry = writeEntry('permit', instantOf(0), samplePermit)
  const foreign = signerOf('example.com/other', Buffer.alloc(32, 7))
  const records = [
    await signEntry(entry, foreign, nodeHashing),
    await signEntry(entry, { ...logSigner, sign: () => new Uint8Array(64) }, nodeHashing),
    await signEntry(utf8('{"name":"x"}'), logSigner, nodeHashing),
    { entry, leaf: utf8('{}') },
  ]
  const log = new MemoryLog()
  const appended = nodeHashing(append(emptyLog, records))
  log.apply(appended)
  const root = nodeHashing(treeRoot(appended.state))
  expect(await faultsOf(log, { size: records.length, root })).toEqual(
    ['other-key', 'signature', 'malformed', 'malformed'].map((code) => `${code} feiyu/entries/000.p/4`),
  )
})

test('an empty log has no faults', async () => {
  const root = nodeHashing(treeRoot(emptyLog))
  expect(await faultsOf(new MemoryLog(), { size: 0, root })).toEqual([])
  expect(await faultsOf(new MemoryLog(), { size: 0, root: root.with(0, 0) })).toEqual(['differs checkpoint'])
})

async function faultsOf(reader: MemoryLog, of = tree): Promise<readonly string[]> {
  const faults: LogFault[] = []
  for await (const fault of auditLog({ reader, tree: of, key: logSigner.key, hashing: nodeHashing })) faults.push(fault)
  return faults.map(({ path, code }) => `${code} ${path}`)
}

function altered(path: string, bytes: Bytes | undefined): MemoryLog {
  const log = new MemoryLog()
  for (const [name, content] of sample.log.files) log.files.set(name, content)
  if (bytes === undefined) log.files.delete(path)
  else log.files.set(path, bytes)
  return log
}
