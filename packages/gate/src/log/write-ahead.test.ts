import type { Bytes } from '@feiyu/evidence'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PlacedRecord, readBatches, writeBatch } from './write-ahead.ts'

const bytes = fc.uint8Array({ minLength: 1, maxLength: 80 }).map((array) => new Uint8Array(array))
const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })

test('what was written is read, batch after batch', () => {
  fc.assert(
    fc.property(sizes, fc.nat(1000), bytes, (counts, first, content) => {
      const { file, records } = fileOf(counts, first, content)
      expect(readBatches(file, first, 'x')).toEqual(records)
    }),
    { numRuns: 100, seed: 1 },
  )
})

test('a file that is cut anywhere gives the whole records before the cut, and no other', () => {
  const { file, records, ends } = fileOf([1, 3, 2], 7, Uint8Array.of(1, 2, 3))
  for (let cut = 0; cut <= file.length; cut++) {
    const whole = ends.filter((end) => end <= cut).length
    expect(readBatches(file.slice(0, cut), 0, 'x'), `cut at ${cut}`).toEqual(records.slice(0, whole))
  }
})

test('no bit of a record can be turned: it and what follows in its batch is dropped, or the log is not opened', () => {
  const { file, records, ends } = fileOf([2, 2], 0, Uint8Array.of(9, 9))
  for (let bit = 0; bit < file.length * 8; bit++) {
    const at = Math.floor(bit / 8)
    const turned = file.with(at, file[at]! ^ (1 << (bit % 8)))
    const broken = ends.filter((end) => end <= at).length
    if (broken < 2) expect(() => readBatches(turned, 0, 'x')).toThrow('was durable')
    else expect(readBatches(turned, 0, 'x')).toEqual(records.slice(0, broken))
  }
})

test('a record that was durable and is broken stops everything, unless a checkpoint covers it and all after it', () => {
  const { file, ends } = fileOf([1, 1, 1], 5, Uint8Array.of(4))
  const at = ends[0]! + 33
  const broken = file.with(at, file[at]! ^ 1)
  expect(() => readBatches(broken, 5, 'log/write-ahead')).toThrow(
    expect.objectContaining({ code: 'FEIYU_LOG_AHEAD_DAMAGED', at: 'log/write-ahead' }),
  )
  expect(readBatches(broken, 8, 'x')).toHaveLength(1)
})

test('records of an earlier use of the file, behind the newer ones, are not taken', () => {
  const old = fileOf([3], 0, Uint8Array.of(1, 1))
  const newer = fileOf([1], 3, Uint8Array.of(1, 1))
  const mixed = old.file.slice()
  mixed.set(newer.file)
  expect(readBatches(mixed, 3, 'x')).toEqual(newer.records)
})

test('zeros, which a file may end in after a power cut, are no records', () => {
  const { file, records } = fileOf([2], 0, Uint8Array.of(1))
  const longer = new Uint8Array(file.length + 4096)
  longer.set(file)
  expect(readBatches(longer, 0, 'x')).toEqual(records)
  expect(readBatches(new Uint8Array(4096), 0, 'x')).toEqual([])
  expect(readBatches(new Uint8Array(0), 0, 'x')).toEqual([])
})

/** A file of batches with so many records each, the records, and where each of them ends. */
function fileOf(counts: readonly number[], first: number, content: Bytes) {
  let file = new Uint8Array(0)
  const records: PlacedRecord[] = []
  const ends: number[] = []
  for (const count of counts) {
    const batch = Array.from({ length: count }, (_, place) => {
      const index = first + records.length + place
      return { index, leaf: Uint8Array.of(index & 255), entry: content }
    })
    for (const record of batch) {
      records.push(record)
      ends.push((ends.at(-1) ?? 0) + 32 + record.leaf.length + record.entry.length)
    }
    file = joined(file, writeBatch(batch, file.length))
  }
  return { file, records, ends }
}

function joined(left: Bytes, right: Bytes): Bytes {
  const whole = new Uint8Array(left.length + right.length)
  whole.set(left)
  whole.set(right, left.length)
  return whole
}
