import type { CountedPart } from '../finish.ts'
import {
  keyWords,
  linkOwnerAt,
  linkWords,
  type PersonBatch,
  personBitsAt,
  personWords,
} from '../subjects/person-batch.ts'

/** What a tally makes of batches, with maps: a key counts as the one person beside whom it was seen, if it was one. */
export function naiveBook(batches: readonly PersonBatch[], counted: readonly CountedPart[]) {
  const bits = new Map<string, bigint>()
  const owners = new Map<string, Set<string>>()
  const keyless = new Map<bigint, number>()
  for (const batch of batches) {
    for (let at = 0; at < batch.count * personWords; at += personWords) {
      const key = keyAt(batch.words, at)
      bits.set(key, (bits.get(key) ?? 0n) | bitmapAt(batch.words, at + personBitsAt))
    }
    for (let at = 0; at < batch.linkCount * linkWords; at += linkWords) {
      const key = keyAt(batch.links, at)
      owners.set(key, (owners.get(key) ?? new Set()).add(keyAt(batch.links, at + linkOwnerAt)))
    }
    for (const { lo, hi, rows } of batch.keyless) {
      const bitmap = bitmapOf(lo, hi)
      keyless.set(bitmap, (keyless.get(bitmap) ?? 0) + rows)
    }
  }
  const rootOf = (key: string): string => {
    const roots = new Set([...(owners.get(key) ?? [])].map(rootOf))
    return roots.size === 1 ? [...roots][0]! : key
  }
  const persons = new Map<string, bigint>()
  for (const [key, bitmap] of bits) persons.set(rootOf(key), (persons.get(rootOf(key)) ?? 0n) | bitmap)
  const mask = (sensitive: boolean) =>
    counted.reduce((sum, part) => (part.sensitive === sensitive ? sum | (1n << BigInt(part.bit)) : sum), 0n)
  const [ordinary, sensitive] = [mask(false), mask(true)]
  const figures = { ordinary: 0, sensitive: 0, upper: 0 }
  const tally = (bitmap: bigint, count: number) => {
    if ((bitmap & (ordinary | sensitive)) === 0n) return
    figures.upper += count
    if (bitmap >> 63n === 1n) figures.sensitive += count
    else {
      if ((bitmap & ordinary) !== 0n) figures.ordinary += count
      if ((bitmap & sensitive) !== 0n) figures.sensitive += count
    }
  }
  for (const bitmap of persons.values()) tally(bitmap, 1)
  for (const [bitmap, rows] of keyless) tally(bitmap, rows)
  return figures
}

function keyAt(words: Int32Array, at: number): string {
  return words.subarray(at, at + keyWords).join(':')
}

function bitmapAt(words: Int32Array, at: number): bigint {
  return bitmapOf(words[at]!, words[at + 1]!)
}

function bitmapOf(lo: number, hi: number): bigint {
  return (BigInt(hi >>> 0) << 32n) | BigInt(lo >>> 0)
}
