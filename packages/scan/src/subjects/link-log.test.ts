import { expect, test } from 'vitest'
import { cardKey } from './key-type.ts'
import { LinkGroups, LinkLog } from './link-log.ts'

/** Links whose other words follow from the first, in no order: more than one bucket, more than a new log has room for. */
function scattered(): LinkLog {
  const log = new LinkLog(true)
  for (let index = 1; index <= 10_000; index++) {
    const lo = Math.imul(index, 0x9e3779b1)
    log.push(lo, lo ^ 1, lo ^ 2, lo ^ 3, cardKey, index)
  }
  return log
}

function wordsOf(log: LinkLog, link: number): readonly number[] {
  return [log.lo(link), log.hi(link), log.lo2(link), log.hi2(link)]
}

test('a wide log keeps the words of a key together, whatever their order', () => {
  const log = scattered()
  const { offsets, most } = log.sort()
  expect(offsets.length).toBeGreaterThan(2)
  expect(most).toBeLessThan(log.count)
  for (let link = 0; link < log.count; link++) {
    const lo = Math.imul(log.ownerOf(link), 0x9e3779b1)
    expect(wordsOf(log, link)).toEqual([lo, lo ^ 1, lo ^ 2, lo ^ 3])
    expect(log.typeOf(link)).toBe(cardKey)
  }
})

test('a wide log takes over another with all words of its keys', () => {
  const all = new LinkLog(true)
  all.push(1, 2, 3, 4, cardKey, 7)
  const numbers = Int32Array.from({ length: 10_001 }, (_, owner) => (owner % 2 === 0 ? owner + 1 : -owner))
  all.addAll(scattered().memory, numbers)
  expect(all.count).toBe(5_001)
  expect(wordsOf(all, 0)).toEqual([1, 2, 3, 4])
  const lo = Math.imul(10_000, 0x9e3779b1)
  expect(wordsOf(all, 5_000)).toEqual([lo, lo ^ 1, lo ^ 2, lo ^ 3])
  expect(all.ownerOf(5_000)).toBe(10_001)
})

test('links of one key are those that agree in all four words', () => {
  const log = new LinkLog(true)
  const keys: readonly (readonly [number, number, number, number])[] = [
    [0, 0, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
    [0, 0, 0, 0],
    [0, 0, 0, 1],
  ]
  for (const key of keys) log.push(...key, cardKey, log.count + 1)
  const groups = new LinkGroups(log, log.count)
  groups.clear()
  expect([0, 1, 2, 3, 4].map((link) => groups.first(link))).toEqual([0, 1, 2, 0, 2])
})

test('a log that fills with links that came before keeps one of each, with all its words', () => {
  const log = new LinkLog(true)
  for (let index = 0; index < 2 ** 20 + 1; index++) {
    const key = index % 1000
    const half = key >> 5
    log.push(Math.imul(half, 0x9e3779b1), half, key & 31, 11, cardKey, 1 + (key % 7))
  }
  expect(log.count).toBe(1001)
  const seen = new Set<string>()
  for (let link = 0; link < 1000; link++) {
    const half = log.hi(link)
    const key = half * 32 + log.lo2(link)
    expect([log.lo(link), log.hi2(link), log.ownerOf(link)]).toEqual([Math.imul(half, 0x9e3779b1), 11, 1 + (key % 7)])
    seen.add(String(key))
  }
  expect(seen.size).toBe(1000)
})
