import { expect, test } from 'vitest'
import type { Disk } from '../disk/disk.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { segmentFile, writePersonsFile } from './book-files.ts'
import { sealedBytes } from './sealed-frames.ts'
import { batchOf, headOf, people, permitOf } from './testing/rows.ts'
import { testBooks } from './testing/test-books.ts'

const uscc = '91310000MA1FL0000X'
/** Node reads no file of more bytes at once. */
const most = 2 ** 31 - 1

test('a file of persons that nobody could read back is refused before it is written', async () => {
  const disk = new SimulatedDisk(1)
  const book = await testBooks(disk).book(uscc, 2026)
  const half = new Uint8Array(most / 2 + 1)
  const written = book.hold((_, place) => writePersonsFile(place, 'persons/large', [half, half]))
  await expect(written).rejects.toMatchObject({ code: 'FEIYU_BOOK_FILE_SIZE' })
  expect(await disk.list(`books/${uscc}/2026/persons`)).toEqual([])
})

test.each([
  ['takes a chunk that fills it', 0, 'admitted'],
  ['refuses one that would make it too large, and keeps what it had', 1, 'FEIYU_BOOK_FILE_SIZE'],
])('a segment %s', async (_, tooMany, expected) => {
  const simulated = new SimulatedDisk(1)
  const persons = people(0, 3)
  const frame = sealedBytes(8 + persons.length * 24)
  const disk = claiming(simulated, segmentFile(permitOf(1)), most - frame + tooMany)
  const book = await testBooks(disk).book(uscc, 2026)
  await book.reserve({ head: headOf(1), persons: batchOf(persons, book.key), most: null, mayBecome: null })
  await using segment = await book.open(permitOf(1))
  const admission = segment.admit(batchOf(persons, book.key)).then(({ kind }) => kind)
  expect(await admission.catch(({ code }: { readonly code: string }) => code)).toBe(expected)
  const { length } = (await simulated.read(`books/${uscc}/2026/${segmentFile(permitOf(1))}`))!
  expect(length).toBe(expected === 'admitted' ? frame : 0)
})

/** A disk of which one file says that it has so many bytes. */
function claiming(disk: SimulatedDisk, name: string, sizeBytes: number): Disk {
  return new Proxy<Disk>(disk, {
    get(target, property: keyof Disk) {
      if (property !== 'open') return target[property].bind(target)
      return async (path: string, mode: 'new' | 'append') => {
        const file = await target.open(path, mode)
        if (!path.endsWith(name)) return file
        return {
          sizeBytes,
          append: (bytes: Uint8Array) => file.append(bytes),
          truncate: (size: number) => file.truncate(size),
          sync: () => file.sync(),
          [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
        }
      }
    },
  })
}
