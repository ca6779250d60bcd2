import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeDisk } from '../disk/node-disk.ts'
import { SimulatedDisk } from '../testing/simulated-disk.ts'
import { bookSuite } from './testing/book-suite.ts'
import { testBooks } from './testing/test-books.ts'

bookSuite(
  'books on files of this machine',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'feiyu-book-'))
    const disk = nodeDisk(folder)
    return {
      open: () => testBooks(disk).book('91310000MA1FL0000X', 2026),
      [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
    }
  },
  10,
)

bookSuite(
  'books on a simulated disk',
  async () => {
    const disk = new SimulatedDisk(1)
    return {
      open: () => testBooks(disk).book('91310000MA1FL0000X', 2026),
      [Symbol.asyncDispose]: async () => {},
    }
  },
  150,
)
