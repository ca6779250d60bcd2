import {
  append,
  auditLog,
  type Bytes,
  checkpointText,
  emptyLog,
  entryDigest,
  type LogRecord,
  readEntries,
  readLeaves,
  type Signer,
  treeRoot,
} from '@feiyu/evidence'
import type { Disk } from '../disk/disk.ts'
import { DiskError, LogWriteError } from '../errors.ts'
import { nodeHashing } from '../log/log-files.ts'
import { createLog, openLog } from '../log/open-log.ts'
import { type LogView, openLogForReading } from '../log/read-log.ts'
import type { EvidenceLog } from '../ports/log.ts'
import type { DiskPlant } from './disk-plants.ts'
import { SeededRandom } from './seeded-random.ts'
import { SimulatedDisk, type SimulationOptions } from './simulated-disk.ts'
import { entryOf, testSigner } from './test-log.ts'

/** Entries in the log that a history begins with: the next tile is full soon. */
const before = 250

/** What the world outside has heard of the log. */
interface Heard {
  readonly submitted: Set<string>
  readonly durable: Set<string>
  readonly published: Map<string, number>
  /** Texts of all checkpoints that were ever signed, whether they reached the disk or not. */
  readonly signed: string[]
}

/**
 * One history of a log, the same for every run of a seed: writers at the same time, power cuts and kills at random
 * moments, failed fsyncs, and a new start after each. Returns what does not hold at the end; nothing, unless a bug was planted.
 */
export async function simulateLog(seed: number, plant: DiskPlant = (disk) => disk): Promise<readonly string[]> {
  const random = new SeededRandom(seed)
  const heard: Heard = { submitted: new Set(), durable: new Set(), published: new Map(), signed: [] }
  const problems: string[] = []
  const entries = random.once(2) ? before : 0
  for (let number = 0; number < entries; number++) heard.submitted.add(textOf(entryOf(number)))
  let planned = faults(random)
  let disk = (await image(entries)).crash(planned, random.below(2 ** 32))
  let next = before
  for (let round = 2 + random.below(5); round > 0; round--) {
    const calls = Array.from({ length: 1 + random.below(24) }, () => next++)
    problems.push(...(await writeRound(plant(disk), random, heard, calls)))
    // After a failed fsync only a new start of the machine tells what is on the disk.
    const isKilled = planned.failSyncAt === undefined && random.once(2)
    planned = round === 1 ? {} : faults(random)
    disk = isKilled ? disk.kill(planned) : disk.crash(planned)
  }
  try {
    await (await openLog(plant(disk), 'log', recording(heard)))[Symbol.asyncDispose]()
    disk = disk.crash()
    problems.push(...(await judge(await openLogForReading(disk, 'log'), heard, random.once(8))))
  } catch (error) {
    problems.push(`the log does not open in the end: ${nameOf(error)}`)
  }
  return problems
}

function faults(random: SeededRandom): SimulationOptions {
  if (random.once(4)) return { failSyncAt: 1 + random.below(40) }
  // Opening a log, with what it has to publish first, is some 40 operations and a dozen fsyncs.
  if (random.once(2)) return { crashAtSync: 1 + random.below(random.once(2) ? 12 : 60) }
  return { crashAt: 1 + random.below(random.once(2) ? 40 : 300) }
}

/** Opens the log and has some writers append at the same time until all is done or the disk fails. */
async function writeRound(
  disk: Disk,
  random: SeededRandom,
  heard: Heard,
  calls: readonly number[],
): Promise<readonly string[]> {
  const problems: string[] = []
  try {
    await using log = await openLog(disk, 'log', recording(heard))
    const writers = 1 + random.below(12)
    const results = await Promise.allSettled(
      Array.from({ length: writers }, async (_, writer) => {
        for (const number of calls.filter((call) => call % writers === writer)) await write(log, number, random, heard)
      }),
    )
    for (const result of results) {
      if (result.status === 'rejected' && !isStop(result.reason))
        problems.push(`a call fails: ${nameOf(result.reason)}`)
    }
  } catch (error) {
    if (!(error instanceof DiskError)) problems.push(`the log does not open: ${nameOf(error)}`)
  }
  return problems
}

async function write(log: EvidenceLog, number: number, random: SeededRandom, heard: Heard): Promise<void> {
  const entry = entryOf(number)
  const text = textOf(entry)
  heard.submitted.add(text)
  const { durable, published } = log.append(entry)
  void durable.then(
    () => heard.durable.add(text),
    () => {},
  )
  void published.then(
    ({ index }) => heard.published.set(text, index),
    () => {},
  )
  await (random.once(2) ? durable : published)
}

/** Everything that was acknowledged is there once, at its place, nothing else is, and every signed tree is a beginning of this one. */
async function judge(view: LogView, heard: Heard, thorough: boolean): Promise<readonly string[]> {
  const problems: string[] = []
  const places = new Map<string, number>()
  const { size } = view.tree
  let index = 0
  for await (const entry of view.entries(0, size)) {
    const text = textOf(entry)
    if (places.has(text)) problems.push(`entry ${places.get(text)} stands again at ${index}`)
    if (!heard.submitted.has(text)) problems.push(`entry ${index} was never submitted`)
    places.set(text, index++)
  }
  for (const text of heard.durable) if (!places.has(text)) problems.push('a durable entry is lost')
  for (const [text, place] of heard.published) {
    if (places.get(text) !== place) problems.push(`the entry published at ${place} is at ${places.get(text)}`)
  }
  problems.push(...(await foreignLeaves(view)), ...(await forks(view, heard.signed)))
  if (thorough) {
    const { reader, tree, key } = view
    for await (const { path, code } of auditLog({ reader, tree, key, hashing: nodeHashing }))
      problems.push(`${code} ${path}`)
  }
  return problems
}

/** Leaves that name another entry than the one beside them. */
async function foreignLeaves({ reader, tree: { size } }: LogView): Promise<readonly string[]> {
  const problems: string[] = []
  for (let bundle = 0; bundle * 256 < size; bundle++) {
    const entries = await readEntries(reader, bundle, size)
    for (const [place, leaf] of (await readLeaves(reader, bundle, size)).entries()) {
      const digest = nodeHashing(entryDigest(entries[place]!))
      const named = Buffer.from(digest.slice('sha256:'.length), 'hex').toString('base64')
      if (!textOf(leaf).includes(`"digest":"${named}"`))
        problems.push(`leaf ${bundle * 256 + place} is not of its entry`)
    }
  }
  return problems
}

/** Checkpoints that were signed and are not of a beginning of this log. */
async function forks({ reader, tree, key }: LogView, signed: readonly string[]): Promise<readonly string[]> {
  const records: LogRecord[] = []
  for (let bundle = 0; bundle * 256 < tree.size; bundle++) {
    for (const leaf of await readLeaves(reader, bundle, tree.size)) records.push({ leaf, entry: new Uint8Array(0) })
  }
  const sizes = new Set(signed.map((text) => Number(text.split('\n')[1])))
  const texts = new Map<number, string>()
  let state = emptyLog
  for (const size of [...sizes].sort((left, right) => left - right)) {
    if (size > records.length) continue
    state = nodeHashing(append(state, records.slice(state.size, size))).state
    texts.set(size, checkpointText({ origin: key.name, size, root: nodeHashing(treeRoot(state)) }))
  }
  return signed
    .filter((text) => texts.get(Number(text.split('\n')[1])) !== text)
    .map((text) => `the checkpoint signed over ${text.split('\n')[1]} entries is of another tree (now ${tree.size})`)
}

function recording({ signed }: Heard): Signer {
  return {
    key: testSigner.key,
    sign: (message) => {
      const text = textOf(message)
      if (!text.startsWith('DSSEv1 ')) signed.push(text)
      return testSigner.sign(message)
    },
  }
}

const images = new Map<number, Promise<SimulatedDisk>>()

/** A disk with a log of so many entries, everything synced. */
function image(entries: number): Promise<SimulatedDisk> {
  const made = images.get(entries) ?? makeImage(entries)
  images.set(entries, made)
  return made
}

async function makeImage(entries: number): Promise<SimulatedDisk> {
  const disk = new SimulatedDisk(0)
  await createLog(disk, 'log', testSigner)
  const log = await openLog(disk, 'log', testSigner)
  await Promise.all(Array.from({ length: entries }, (_, number) => log.append(entryOf(number)).published))
  await log[Symbol.asyncDispose]()
  return disk.crash()
}

function isStop(error: unknown): boolean {
  return error instanceof LogWriteError && error.code === 'FEIYU_LOG_STOPPED'
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error ? `${String(error.code)} ${error.message}` : `${error.name} ${error.message}`
}

function textOf(bytes: Bytes): string {
  return new TextDecoder().decode(bytes)
}
