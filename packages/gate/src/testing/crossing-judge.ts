import type { Clock } from '@feiyu/core'
import { auditLog, type EntryBody, readEntry, verifyReceipt, writeVerifierKey } from '@feiyu/evidence'
import { mayHaveLeft } from '../crossing/crossing-outcome.ts'
import type { Disk } from '../disk/disk.ts'
import { BookError, CrossingError, DiskError, LogWriteError } from '../errors.ts'
import { nodeHashing } from '../log/log-files.ts'
import { openLogForReading } from '../log/read-log.ts'
import { bookYear } from '../tally/civil-year.ts'
import { CrossingWorld, digestOf, uscc, worldFolders } from './crossing-world.ts'
import { portSigner } from './sample-permit.ts'
import type { SeededRandom } from './seeded-random.ts'
import type { SimulatedDisk } from './simulated-disk.ts'

const years = [2026, 2027]

/** Folders that somebody took away, with whatever lay in them, have names that begin so. */
export const elsewhere = 'elsewhere-'

/** What a crossing would send, under which permit: `year` is that of its book. */
export interface Sent {
  readonly persons: ReadonlySet<string>
  readonly year: number
}

/** What the world outside has seen and heard. */
export interface Heard {
  /** Crossings that were set going, by the hexadecimal part of the digest of their permit. */
  readonly sent: Map<string, Sent>
  /** Permits of which bytes were handed to the disk, by the hexadecimal part of their digest. */
  readonly released: Set<string>
  /** Names of files of which a caller was told that they crossed, and permits that were said to be closed. */
  readonly completed: Set<string>
  readonly closed: Set<string>
  /** Parts in whose place somebody put another file, by the hexadecimal part of the digest of their permit. */
  readonly replaced: Set<string>
  /** Whether the destination or a part was taken away, or an fsync was to fail: else nobody may be in doubt of what left. */
  mayDoubt: boolean
  readonly problems: string[]
}

/** At this moment no book says less than what can be seen at the destination, or lies where its folder was taken. */
export async function judgeMoment(
  disk: SimulatedDisk,
  clock: Clock,
  random: SeededRandom,
  heard: Heard,
): Promise<void> {
  try {
    const world = new CrossingWorld(disk, clock, random)
    const truth = await truthOn(disk)
    let counted = 0
    for (const year of years) counted += await upperOf(world, year)
    if (counted < truth.size) heard.problems.push(`${counted} counted while ${truth.size} are at the destination`)
  } catch (error) {
    if (!disk.off && !isOfDisk(error)) heard.problems.push(`the book does not open: ${nameOf(error)}`)
  }
}

/** After recovery everything agrees: destination, log, books, receipts, and what the callers were told. */
export async function judgeEnd(world: CrossingWorld, heard: Heard, thorough: boolean): Promise<void> {
  const { problems } = heard
  const { disk } = world
  const entries = await entriesOf(disk)
  const outcomes = new Map<string, EntryBody<'outcome'>>()
  const permits = new Set<string>()
  for (const entry of entries) {
    if (entry.kind === 'permit') permits.add(entry.body.permit.slice(7))
    if (entry.kind !== 'outcome') continue
    const permit = entry.body.permit.slice(7)
    if (!permits.has(permit)) problems.push('an outcome without its permit before it')
    if (outcomes.has(permit)) problems.push('a permit with two outcomes')
    outcomes.set(permit, entry.body)
  }
  for (const permit of permits) if (!outcomes.has(permit)) problems.push('a permit without outcome')
  for (const permit of heard.released) if (!permits.has(permit)) problems.push('bytes released under no permit')
  for (const permit of heard.closed) if (!outcomes.has(permit)) problems.push('an outcome that was told is lost')

  const inDoubt = [...outcomes.entries()].filter(([, outcome]) => mayHaveLeft(outcome)).map(([permit]) => permit)
  if (inDoubt.length > 0 && !heard.mayDoubt) problems.push('in doubt of a destination that stayed where it was')
  const places = await placesOn(disk)
  const isOurs = (path: string) =>
    isPart(path) && !path.startsWith(elsewhere) && !heard.replaced.has(partOf(path) ?? '')
  if (places.some(isOurs)) problems.push('a temporary file is left')
  const files = places.filter((path) => !isPart(path))
  const digests = new Set(await Promise.all(files.map(async (path) => digestOf((await disk.read(path))!))))
  const released = [...outcomes.values()].flatMap(({ end, released: { digest } }) =>
    digest === undefined ? [] : [{ digest, isProven: end === 'completed' }],
  )
  const proves = ({ digest, isProven }: (typeof released)[number]) => isProven && !digests.has(digest)
  if (released.some(proves) || [...digests].some((digest) => !released.some((one) => one.digest === digest)))
    problems.push('the files are not those that outcomes prove')
  const names = new Set(files.map((path) => path.split('/')[1]))
  for (const name of heard.completed) if (!names.has(name)) problems.push('a file that was told to cross is lost')
  if ((await disk.list(`${worldFolders.crossings}/open`)).length > 0) problems.push('a crossing is still open')

  for (const year of years) {
    const truth = await releasedIn(disk, year, [...outcomes.values()], heard)
    const most = new Set(truth)
    for (const permit of inDoubt) for (const person of personsOfYear(heard, permit, year)) most.add(person)
    const counted = await upperOf(world, year)
    if (counted < truth.size || counted > most.size) {
      problems.push(`${counted} counted, and ${truth.size} are at the destination, ${most.size} with those in doubt`)
    }
  }
  for (const permit of outcomes.keys()) {
    const receipt = await disk.read(`${worldFolders.receipts}/${permit}.json`)
    if (receipt === undefined) problems.push('a receipt is missing')
    else if (thorough) {
      const verdict = await verifyReceipt(receipt, writeVerifierKey(portSigner.key))
      if (verdict.kind !== 'holds') problems.push(`a receipt does not hold: ${verdict.faults[0]?.code}`)
    }
  }
  if (!thorough) return
  const { reader, tree, key } = await openLogForReading(disk, worldFolders.log)
  for await (const { path, code } of auditLog({ reader, tree, key, hashing: nodeHashing }))
    problems.push(`${code} ${path}`)
}

/** Persons at the destination, in all files, and in whatever was taken elsewhere. */
async function truthOn(disk: Disk): Promise<ReadonlySet<string>> {
  const truth = new Set<string>()
  for (const path of await placesOn(disk)) {
    if (isPart(path) && !path.startsWith(elsewhere)) continue
    for (const person of await personsIn(disk, path)) truth.add(person)
  }
  return truth
}

/**
 * Persons at the destination, in the files whose outcome says that they were, or may have been, released in a year, and
 * those in temporary files that were taken elsewhere.
 */
async function releasedIn(
  disk: Disk,
  year: number,
  outcomes: readonly EntryBody<'outcome'>[],
  heard: Heard,
): Promise<ReadonlySet<string>> {
  const truth = new Set<string>()
  for (const path of await placesOn(disk)) {
    const permit = partOf(path)
    if (permit !== undefined && !path.startsWith(elsewhere)) continue
    const isOfYear = ({ released, lastRelease }: EntryBody<'outcome'>) =>
      released.digest === digest && lastRelease !== undefined && bookYear(Date.parse(lastRelease)) === year
    const digest = digestOf((await disk.read(path))!)
    if (permit === undefined ? outcomes.some(isOfYear) : heard.sent.get(permit)?.year === year)
      for (const person of await personsIn(disk, path)) truth.add(person)
  }
  return truth
}

function personsOfYear({ sent }: Heard, permit: string, year: number): Iterable<string> {
  const one = sent.get(permit)
  return one?.year === year ? one.persons : []
}

/** Paths of all files at the destination and where its folder was taken. */
async function placesOn(disk: Disk): Promise<readonly string[]> {
  const folders = (await disk.list('.')).filter((name) => name === worldFolders.out || name.startsWith(elsewhere))
  const files = await Promise.all(
    folders.map(async (folder) => (await disk.list(folder)).map((name) => `${folder}/${name}`)),
  )
  return files.flat()
}

/** The permit of a temporary file. */
function partOf(path: string): string | undefined {
  return /\/\.feiyu-([0-9a-f]{64})\.part$/.exec(path)?.[1]
}

function isPart(path: string): boolean {
  return partOf(path) !== undefined
}

/** Persons of whole lines: of one that a power cut tore, nobody can be read. */
async function personsIn(disk: Disk, path: string): Promise<readonly string[]> {
  const content = Buffer.from((await disk.read(path)) ?? []).toString()
  return content
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => /^([1-9]\d*),\w+$/.exec(line)?.[1] ?? [])
}

async function upperOf(world: CrossingWorld, year: number): Promise<number> {
  if (!(await world.disk.list(`${worldFolders.books}/${uscc}`)).includes(String(year))) return 0
  await using book = await world.book(year)
  return (await book.figures()).upper.ordinary
}

async function entriesOf(disk: Disk) {
  const view = await openLogForReading(disk, worldFolders.log)
  const entries = []
  for await (const bytes of view.entries(0, view.tree.size)) entries.push(readEntry(bytes))
  return entries
}

/** Whether the log on a disk has the permit; taken for granted where the disk cannot say. */
export async function isPublished(disk: Disk, permit: string): Promise<boolean> {
  try {
    return (await entriesOf(disk)).some((entry) => entry.kind === 'permit' && entry.body.permit.endsWith(permit))
  } catch (error) {
    if (isOfDisk(error)) return true
    throw error
  }
}

/** Whether a disk that is cut off, full, or without confirmation is behind an error, at any depth. */
export function isOfDisk(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isOfDisk)
  if (error instanceof SuppressedError) return isOfDisk(error.error) && isOfDisk(error.suppressed)
  if (error instanceof DiskError || error instanceof LogWriteError) return true
  if (error instanceof BookError) return error.code === 'FEIYU_BOOK_OTHER_YEAR' || isOfDisk(error.cause)
  if (error instanceof CrossingError) return error.code === 'FEIYU_SINK_TAKEN' || isOfDisk(error.cause)
  return false
}

/** An error in one line. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : ` (${nameOf(error.cause)})`
  return `${'code' in error ? String(error.code) : error.name} ${error.message}${cause}`
}
