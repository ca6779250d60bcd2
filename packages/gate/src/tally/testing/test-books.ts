import { createHash } from 'node:crypto'
import type { Disk } from '../../disk/disk.ts'
import { type Books, type BooksOptions, openBooks } from '../books.ts'

/** Noon in Shanghai in the middle of a year. */
export function noonOf(year: number): number {
  return Date.parse(`${year}-07-01T04:00:00Z`)
}

/** Bytes that are the same in every run, and never the same twice in one. */
export function testRandom(seed: number): (size: number) => Uint8Array {
  let calls = 0
  return (size) => {
    calls++
    return Uint8Array.from(createHash('shake256', { outputLength: size }).update(`${seed} ${calls}`).digest())
  }
}

let seeds = 0

/** Options of books in a test: the middle of 2026, a log that was never written. */
export function testOptions(disk: Disk, more: Partial<BooksOptions> = {}): BooksOptions {
  return {
    disk,
    folder: 'books',
    keys: 'keys/books',
    keyBackup: 'backup/books',
    clock: { now: () => noonOf(2026) },
    random: testRandom(++seeds),
    newestLogged: async () => null,
    loggedBooks: async () => new Set(),
    ...more,
  }
}

export function testBooks(disk: Disk, more: Partial<BooksOptions> = {}): Books {
  return openBooks(testOptions(disk, more))
}
