import type { Disk } from '../disk/disk.ts'
import { BookError, DiskError } from '../errors.ts'
import type { Book } from '../ports/book.ts'
import { type NaiveCrossing, naiveCount } from '../tally/testing/naive-book.ts'
import { batchOf, headOf, people, permitOf, type TestRow } from '../tally/testing/rows.ts'
import { testBooks } from '../tally/testing/test-books.ts'
import { type DiskPlant, diskPlants, noSync, withFiles } from './disk-plants.ts'
import { SeededRandom } from './seeded-random.ts'
import { SimulatedDisk, type SimulationOptions } from './simulated-disk.ts'

const uscc = '91310000MA1FL0000X'

/** What those who used the book were told before the power failed. */
interface Told {
  readonly permit: number
  /** Rows whose admission was acknowledged: they may have left. */
  readonly admitted: TestRow[]
  /** Rows that were handed in and of which nobody was told. */
  asked: readonly TestRow[]
  ended: 'all' | 'nothing' | 'asked-all' | 'asked-nothing' | null
}

/** The bugs that the simulation of books must catch, each of them. Tests and soaks switch one on; nothing else can. */
export const bookPlants = {
  'no fsync at all': diskPlants['no fsync at all'],
  'no fsync of folders': diskPlants['no fsync of folders'],
  'no fsync of segments': (disk) => withFiles(disk, (path) => path.endsWith('.segment'), noSync),
  'no fsync of the journal': (disk) => withFiles(disk, (path) => path.endsWith('/journal'), noSync),
  'retry after failed fsync': diskPlants['retry after failed fsync'],
} as const satisfies Readonly<Record<string, DiskPlant>>

/** One history of a seed: a power cut at some moment, in one of three after an fsync that failed. */
export async function simulateBook(seed: number, plant?: DiskPlant): Promise<readonly string[]> {
  const random = new SeededRandom(seed)
  const crashAt = 1 + random.below(700)
  const { finds } = await simulateCrash(
    seed,
    random.once(3) ? { crashAt, failSyncAt: 1 + random.below(40) } : { crashAt },
    plant,
  )
  return finds
}

/**
 * One run on the seed's disk: gives what is wrong after the power was cut, empty when all is well. `wrap` puts a disk with
 * a planted fault between.
 */
export async function simulateCrash(
  seed: number,
  options: SimulationOptions,
  wrap: (disk: Disk) => Disk = (disk) => disk,
): Promise<{ readonly finds: readonly string[]; readonly operations: number }> {
  const disk = new SimulatedDisk(seed, options)
  const told: Told[] = []
  await untilPowerFails(() => useBook(wrap(disk), seed, told))
  const after = disk.crash()
  const finds: string[] = []
  const book = await reopened(wrap(after), options, finds)
  if (book === undefined) return { finds, operations: disk.operations }
  const compare = async (when: string, least: readonly NaiveCrossing[], most: readonly NaiveCrossing[]) => {
    const { upper } = await book.figures()
    const [low, high] = [naiveCount(least), naiveCount(most)]
    if (upper.ordinary < low.ordinary) finds.push(`${when}: ${upper.ordinary} counted, ${low.ordinary} may have left`)
    if (upper.ordinary > high.ordinary) finds.push(`${when}: ${upper.ordinary} counted, ${high.ordinary} at the most`)
  }
  const left = told.flatMap(({ ended, admitted }) =>
    ended === 'nothing' || ended === 'asked-nothing' ? [] : [{ rows: admitted }],
  )
  await compare('after the crash', left, [{ rows: people(0, 1000) }])
  const unsettled = new Set(await book.unsettled())
  for (const { permit, ended } of told) {
    if (ended === 'all' && unsettled.has(permitOf(permit))) finds.push('a settled crossing is open again')
    if (ended === 'nothing' && unsettled.has(permitOf(permit))) finds.push('a settled crossing is open again')
  }
  for (const permit of unsettled) await book.settle(permit, 'all')
  const most = told.flatMap(({ ended, admitted, asked }) =>
    ended === 'nothing' ? [] : [{ rows: [...admitted, ...asked] }],
  )
  await compare('after recovery', left, most)
  return { finds, operations: disk.operations }
}

/**
 * Opens the book after the power cut. Where an fsync failed before, and others went on writing, a book that refuses to
 * open is right: it does not count wrong.
 */
async function reopened(disk: Disk, { failSyncAt }: SimulationOptions, finds: string[]): Promise<Book | undefined> {
  try {
    return await testBooks(disk).book(uscc, 2026)
  } catch (error) {
    if (!(error instanceof BookError)) throw error
    if (failSyncAt === undefined || error.code !== 'FEIYU_BOOK_DAMAGED') finds.push(`does not open: ${error.code}`)
    return undefined
  }
}

/** Three crossings, two of them at once: everything that a book is asked, by two who have it open. */
async function useBook(disk: Disk, seed: number, told: Told[]): Promise<void> {
  const random = new SeededRandom(seed)
  const [one, other] = [await testBooks(disk).book(uscc, 2026), await testBooks(disk).book(uscc, 2026)]
  const first = cross(one, 1, 'all', told, random)
  const second = cross(other, 2, random.once(2) ? 'all' : 'nothing', told, random)
  const failed = (await Promise.allSettled([first, second])).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
  await cross(one, 3, 'nothing', told, random)
}

async function cross(
  book: Book,
  permit: number,
  released: 'all' | 'nothing',
  told: Told[],
  random: SeededRandom,
): Promise<void> {
  const from = random.below(20)
  const chunks = [people(from, from + 10), people(from + 5, from + 20), people(100, 105)]
  const persons = batchOf(chunks.flat(), book.key)
  await book.reserve({ head: headOf(permit), persons, most: null, mayBecome: null })
  const crossing: Told = { permit, admitted: [], asked: [], ended: null }
  told.push(crossing)
  const segment = await book.open(permitOf(permit))
  for (const rows of chunks) {
    crossing.asked = rows
    await segment.admit(batchOf(rows, book.key))
    crossing.admitted.push(...rows)
    crossing.asked = []
  }
  crossing.ended = released === 'all' ? 'asked-all' : 'asked-nothing'
  await book.settle(permitOf(permit), released)
  crossing.ended = released
}

async function untilPowerFails(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof DiskError) && !(error instanceof BookError && error.code === 'FEIYU_BOOK_STOPPED'))
      throw error
  }
}
