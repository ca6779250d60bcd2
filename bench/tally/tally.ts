import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ClassTable, type Digest, parseCivilDate } from '@feiyu/core'
import { type BatchMac, bookKeyMac, bookYear, type FileBook, nodeDisk, openBooks } from '@feiyu/gate'
import { codeWords, createScanner, type RowBatch, type ScanResult } from '@feiyu/scan'
import { classTableOn } from '../../tools/testing/scan-file.ts'
import type { Bench } from '../bench.ts'
import { interleave, median, spentOn } from '../measure.ts'
import { residentRows } from './resident-rows.ts'

const persons = 1_000_000
const idBytes = 18
const packedBytes = 10

/**
 * Distinct persons a second: codes alone, codes and the book's count of them, a crossing's whole way through the book on
 * this disk; beside the scanner's own count of the same rows, under HalfSipHash and under the book's code.
 */
export const tally: Bench = {
  name: 'tally',
  about: `${persons.toLocaleString('en-US')} distinct resident IDs: AES-CMAC, the book's exact count, and the scanner's under either code`,
  async run(runs) {
    const rows = residentRows(persons)
    const classTable = await classTableOn('2026-11-23')
    const folder = await mkdtemp(join(tmpdir(), 'feiyu-bench-'))
    const clock = { now: () => Date.parse('2026-11-23T04:00:00Z') }
    const books = openBooks({
      disk: nodeDisk(folder),
      folder: 'books',
      keys: 'keys',
      keyBackup: 'backup',
      clock,
      random: (size) => randomBytes(size),
      newestLogged: async () => null,
      loggedBooks: async () => new Set(),
    })
    let handlers = 0
    const nextBook = () => books.book(`91310000${String(handlers++).padStart(10, '0')}`, bookYear(clock.now()))
    const book = await nextBook()
    const mac = bookKeyMac(book.key)
    const scanned = scan(rows, classTable, mac)
    const batch = scanned.persons()
    const head = {
      account: { kind: 'counted' },
      recipient: 'bench',
      scenario: null,
      fields: scanned.counted({}).map(({ name, type, bit, sensitive }) => ({ path: name, type, bit, sensitive })),
      registers: { kind: 'system', name: 'bench' },
      classTable: classTable.digest,
    } as const
    const messages = packedIds(rows)
    const counted: number[] = []
    const count = async (into: FileBook) => {
      counted.push((await into.preview(head, batch)).newPersons.ordinary)
    }
    const cross = async () => {
      const into = await nextBook()
      const permit: Digest = `sha256:${'1'.repeat(64)}`
      await into.reserve({ head: { ...head, permit }, persons: batch, most: null, mayBecome: () => true })
      await using segment = await into.open(permit)
      await segment.admit(batch)
      counted.push((await into.settle(permit, 'all')).ordinary)
    }
    try {
      const spent = await interleave(
        {
          mac: () => spentOn(async () => code(mac, messages)),
          count: () =>
            spentOn(async () => {
              code(mac, messages)
              await count(book)
            }),
          cross: () => spentOn(cross),
          half: () => spentOn(async () => scan(rows, classTable, undefined)),
          cmac: () => spentOn(async () => scan(rows, classTable, mac)),
        },
        runs,
      )
      const names = {
        mac: 'AES-CMAC alone',
        count: 'AES-CMAC and the count of the book',
        cross: 'reserve, admit and settle on this disk',
        half: 'scanner, HalfSipHash',
        cmac: 'scanner, AES-CMAC',
      }
      const least = Math.min(...counted)
      const most = Math.max(...counted)
      return {
        lines: Object.entries(spent).map(([name, times]) => {
          const perSecond = times.map(({ wall }) => persons / wall)
          return {
            name: names[name as keyof typeof names],
            median: `${(median(perSecond) / 1e6).toFixed(2)} million keys/s`,
            runs: perSecond,
          }
        }),
        figures: [
          { what: 'persons counted, at least', value: least, unit: '', bound: 'least', limit: persons },
          { what: 'persons counted, at most', value: most, unit: '', bound: 'most', limit: persons },
        ],
      }
    } finally {
      await rm(folder, { recursive: true })
    }
  },
}

function scan(rows: readonly RowBatch[], classTable: ClassTable, mac: BatchMac | undefined): ScanResult {
  const asOf = parseCivilDate(classTable.asOf)
  const keys = mac === undefined ? undefined : { mac, scope: 'system bench' }
  const scanner = createScanner({ names: ['身份证号'], key: new Uint8Array(16).fill(7), keys, classTable, asOf })
  for (const batch of rows) scanner.add(batch)
  return scanner.finish()
}

/** The IDs as messages of the scanner are: kind of key and packed digits, one block each. */
function packedIds(rows: readonly RowBatch[]): readonly Uint8Array[] {
  return rows.map(({ bytes, rows: count, starts }) => {
    const packed = new Uint8Array(count * packedBytes)
    for (let row = 0; row < count; row++) {
      for (let digit = 0; digit + 1 < idBytes; digit += 2) {
        const at = starts[row]! + digit
        packed[row * packedBytes + 1 + digit / 2] = ((bytes[at]! & 15) << 4) | (bytes[at + 1]! & 15)
      }
    }
    return packed
  })
}

const blockMessages = 256
const offsets = Int32Array.from({ length: blockMessages + 1 }, (_, index) => index * packedBytes)
const codes = new Int32Array(blockMessages * codeWords)

function code(mac: BatchMac, messages: readonly Uint8Array[]): void {
  for (const packed of messages) {
    for (let at = 0; at < packed.length; at += blockMessages * packedBytes) {
      const some = packed.subarray(at, at + blockMessages * packedBytes)
      mac.mac(some, offsets, some.length / packedBytes, codes)
    }
  }
}
