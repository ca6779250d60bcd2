import type { Disk } from '../../disk/disk.ts'
import { BookError, DiskError } from '../../errors.ts'
import type { Book } from '../../ports/book.ts'
import { SeededRandom } from '../../testing/seeded-random.ts'
import { SimulatedDisk } from '../../testing/simulated-disk.ts'
import { type NaiveCrossing, naiveCount } from './naive-book.ts'
import { batchOf, headOf, people, permitOf, type TestRow } from './rows.ts'
import { testBooks } from './test-books.ts'

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

/**
 * One run with a power cut at operation `crashAt`, on the seed's disk: gives what is wrong afterwards, empty when all is
 * well. `wrap` puts a disk with a planted fault between.
 */
export async function simulateCrash(
  seed: number,
  crashAt: number | undefined,
  wrap: (disk: Disk) => Disk = (disk) => disk,
): Promise<{ readonly finds: readonly string[]; readonly operations: number }> {
  const disk = new SimulatedDisk(seed, crashAt === undefined ? {} : { crashAt })
  const told: Told[] = []
  await untilPowerFails(() => useBook(wrap(disk), seed, told))
  const after = disk.crash()
  const finds: string[] = []
  const book = await testBooks(wrap(after)).book(uscc, 2026)
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
