import { createHash, createPrivateKey, createPublicKey, hash, sign } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import {
  append,
  type EntryBody,
  emptyLog,
  hashingWith,
  idOf,
  instantOf,
  type LogReader,
  type LogRecord,
  readEntries,
  readLeaves,
  recipientKeyDigest,
  type Signer,
  treeRoot,
  verifierKey,
  writeEntry,
} from '@feiyu/evidence'
import { createLog, nodeDisk, openLog } from '@feiyu/gate'
import { Random } from '../../samples/random.ts'

/** Hashing at once on `node:crypto`. */
export const hashing = hashingWith((bytes) => new Uint8Array(hash('sha256', bytes, 'buffer')))

/** On the thread pool, several at a time. */
const signAside = promisify(sign)

/** A log in a folder, as others will read it. */
export interface WrittenLog {
  readonly folder: string
  readonly size: number
  /** Signed notes, the newest last. */
  readonly checkpoints: readonly string[]
  /** Files of the newest tree. */
  readonly paths: readonly string[]
  readonly seconds: { readonly write: number }
}

/** A signer whose private key follows from the seed. Test logs only. */
export function signerOf(name: string, seed: number): Signer {
  const secret = createHash('sha256').update(`${name} ${seed}`).digest()
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), secret])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  return {
    key: hashing(verifierKey(name, new Uint8Array(spki.subarray(-32)))),
    sign: async (message) => new Uint8Array(await signAside(null, message, privateKey)),
  }
}

/** The files of a folder as a log's reader. */
export function folderReader(folder: string): LogReader {
  return {
    async read(path) {
      try {
        return new Uint8Array(readFileSync(join(folder, path)))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

/**
 * Writes a log of `entries` genuine entries with the log of `@feiyu/gate`, as a port would: calls at the same time in
 * bursts of random size, opened anew now and then, every file and folder synced.
 */
export async function writeLog(folder: string, entries: number, signer: Signer, seed: number): Promise<WrittenLog> {
  const random = new Random(seed)
  const checkpoints: string[] = []
  const disk = nodeDisk(folder)
  await createLog(disk, '.', signer)
  const start = performance.now()
  for (let size = 0; size < entries; ) {
    await using log = await openLog(disk, '.', signer)
    for (let burst = 0; burst < 40 && size < entries; burst++) {
      const count = Math.min(entries - size, random.pick([1, 7, 255, 256, 1000, 5000]))
      const calls = Array.from({ length: count }, (_, place) => log.append(entryAt(size + place)).published)
      const last = (await Promise.all(calls)).at(-1)
      size += count
      if (last?.index !== size - 1) throw new Error(`entry ${size - 1} was published at ${last?.index}`)
      if (random.chance(250) || size === entries) checkpoints.push(log.checkpoint)
    }
  }
  const write = (performance.now() - start) / 1000
  return { folder, size: entries, checkpoints, paths: newest(filesOf(folder)), seconds: { write } }
}

/** How many entries a second are hashed into tiles, and how many of the same bytes go through SHA-256 and nothing else. */
export async function hashingRates(
  folder: string,
  size: number,
): Promise<{ readonly tiles: number; readonly plain: number }> {
  const reader = folderReader(folder)
  const records: LogRecord[] = []
  for (let bundle = 0; (bundle + 1) * 256 <= Math.min(size, 25_600); bundle++) {
    const entries = await readEntries(reader, bundle, size)
    for (const [place, leaf] of (await readLeaves(reader, bundle, size)).entries()) {
      records.push({ leaf, entry: entries[place]! })
    }
  }
  const start = performance.now()
  hashing(treeRoot(hashing(append(emptyLog, records)).state))
  const tiles = (performance.now() - start) / 1000
  return { tiles: records.length / tiles, plain: records.length / plainSeconds(records) }
}

/** What hashing the same bytes costs with nothing else: each leaf behind a byte, and a node of 65 bytes for each. */
function plainSeconds(records: readonly LogRecord[]): number {
  const leaves = records.map(({ leaf }) => Buffer.concat([Uint8Array.of(0), leaf]))
  const node = Buffer.alloc(65)
  const start = performance.now()
  for (const leaf of leaves) {
    hash('sha256', leaf, 'buffer')
    hash('sha256', node, 'buffer')
  }
  return (performance.now() - start) / 1000
}

/** Tiles and bundles in the folder, relative to it. */
function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => relative(folder, join(found.parentPath, found.name)))
    .filter((path) => /^(tile|feiyu)\//.test(path))
}

/** Of the partial files of one place only the widest belongs to the newest tree. */
function newest(paths: readonly string[]): readonly string[] {
  const widest = new Map<string, number>()
  for (const path of paths) {
    const [place = path, width] = path.split('.p/')
    widest.set(place, Math.max(widest.get(place) ?? 0, Number(width ?? 256)))
  }
  return [...widest].map(([place, width]) => (width === 256 ? place : `${place}.p/${width}`)).sort()
}

/** Crossings: a permit at every even place, its outcome right after; every tenth pair a denial and a book instead. */
function entryAt(index: number) {
  const pair = Math.floor(index / 2)
  const at = instantOf(epoch + index)
  if (pair % 10 === 9) {
    return index % 2 === 0
      ? writeEntry('deny', at, {
          input: digest(`input ${pair}`),
          reasons: [{ code: idOf('pipia-missing') }],
          missing: [idOf('pipia')],
        })
      : writeEntry('tally', at, tallyOf(pair))
  }
  return index % 2 === 0 ? writeEntry('permit', at, permitOf(pair)) : writeEntry('outcome', at, outcomeOf(pair))
}

const epoch = Date.UTC(2026, 10, 23)

function permitOf(pair: number): EntryBody<'permit'> {
  return {
    permit: digest(`permit ${pair}`),
    decision: digest('decision'),
    packs: [{ id: idOf('cn'), digest: digest('pack') }],
    ground: { pathway: idOf('exempt'), kind: 'exemption', citations: [idOf('cn-2024-flows#art-5.1.4')] },
    mode: 'file',
    purpose: `salted:${digest('purpose').slice(7)}`,
    recipient: `salted:${digest('recipient').slice(7)}`,
    recipientKey: hashing(recipientKeyDigest('example.de/recipient')),
    country: idOf('DE'),
    input: digest(`input ${pair}`),
    fields: digest('fields'),
    notBefore: instantOf(epoch),
    notAfter: instantOf(epoch + 86_400_000),
    ceilings: { rows: 1000, newPersons: { ordinary: 900, sensitive: 0 } },
    conditions: [{ duty: idOf('pipia'), state: 'met', proof: digest('pipia') }],
  }
}

function outcomeOf(pair: number): EntryBody<'outcome'> {
  return {
    permit: digest(`permit ${pair}`),
    end: 'completed',
    read: { digest: digest(`input ${pair}`), bytes: 90_000 + pair, rows: 1000 },
    released: { digest: digest(`output ${pair}`), bytes: 80_000 + pair, rows: 999 },
    newPersons: { ordinary: pair % 900, sensitive: 0 },
    dropped: { [idOf('cn.resident-id')]: 1000 },
    firstRelease: instantOf(epoch + 1),
    lastRelease: instantOf(epoch + 2),
    gateway: idOf('edge-1'),
    clock: idOf('system'),
  }
}

function tallyOf(pair: number): EntryBody<'tally'> {
  const upper = { ordinary: pair, sensitive: 0 }
  return { book: digest('book'), cause: 'settled', root: digest(`book ${pair}`), segments: pair, upper }
}

function digest(text: string): `sha256:${string}` {
  return `sha256:${hash('sha256', text)}`
}
