import type { Clock } from '@feiyu/core'
import { auditLog, type EntryBody, readEntry, verifyReceipt, writeVerifierKey } from '@feiyu/evidence'
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

/** What the world outside has seen and heard. */
export interface Heard {
  /** Permits of which bytes were handed to the disk, by the hexadecimal part of their digest. */
  readonly released: Set<string>
  /** Names of files of which a caller was told that they crossed, and permits that were said to be closed. */
  readonly completed: Set<string>
  readonly closed: Set<string>
  readonly problems: string[]
}

/** At this moment no book says less than what can be seen at the destination. */
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

  const files = await disk.list(worldFolders.out)
  const digests: string[] = []
  for (const name of files) {
    if (name.endsWith('.part')) problems.push('a temporary file is left')
    else digests.push(digestOf((await disk.read(`${worldFolders.out}/${name}`))!))
  }
  const proven = [...outcomes.values()].flatMap(({ end, released }) => (end === 'completed' ? [released.digest!] : []))
  if (digests.sort().join() !== proven.sort().join()) problems.push('the files are not those that outcomes prove')
  for (const name of heard.completed) if (!files.includes(name)) problems.push('a file that was told to cross is lost')
  if ((await disk.list(`${worldFolders.crossings}/open`)).length > 0) problems.push('a crossing is still open')

  for (const year of years) {
    const truth = await releasedIn(disk, year, [...outcomes.values()])
    const counted = await upperOf(world, year)
    if (counted !== truth.size) problems.push(`${counted} counted, and ${truth.size} are at the destination`)
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

/** Persons at the destination, in all files. */
async function truthOn(disk: Disk): Promise<ReadonlySet<string>> {
  const truth = new Set<string>()
  for (const name of await disk.list(worldFolders.out)) {
    if (!name.endsWith('.part')) for (const person of await personsIn(disk, name)) truth.add(person)
  }
  return truth
}

/** Persons at the destination, in the files whose outcome says that they were released in a year. */
async function releasedIn(
  disk: Disk,
  year: number,
  outcomes: readonly EntryBody<'outcome'>[],
): Promise<ReadonlySet<string>> {
  const truth = new Set<string>()
  for (const name of await disk.list(worldFolders.out)) {
    const digest = digestOf((await disk.read(`${worldFolders.out}/${name}`))!)
    const isOfYear = ({ released, lastRelease }: EntryBody<'outcome'>) =>
      released.digest === digest && lastRelease !== undefined && bookYear(Date.parse(lastRelease)) === year
    if (outcomes.some(isOfYear)) for (const person of await personsIn(disk, name)) truth.add(person)
  }
  return truth
}

async function personsIn(disk: Disk, name: string): Promise<readonly string[]> {
  const content = Buffer.from((await disk.read(`${worldFolders.out}/${name}`)) ?? []).toString()
  const persons = content.split('\n').slice(0, -1)
  return persons.map((line) => line.split(',')[0] ?? '').filter((person) => person !== '0')
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
