import {
  type Bytes,
  entryDigest,
  leafHash,
  openCheckpoint,
  type Signer,
  signedBytes,
  verifyInclusion,
  verifySignature,
  writeLeaf,
} from '@feiyu/evidence'
import { expect, test } from 'vitest'
import { nodeHashing } from '../log/log-files.ts'
import type { EvidenceLog } from '../ports/log.ts'
import { entryOf, signerOf, testSigner } from './test-log.ts'

/** A place where one log lies: made empty, then opened again and again. */
export interface LogPlace {
  open(signer: Signer): Promise<EvidenceLog>
}

/** What every evidence log must do; `make` gives the place of a new, empty one. */
export function logSuite(name: string, make: () => Promise<LogPlace>): void {
  test(`${name}: entries stand in the order of the calls, under a checkpoint that their proofs lead to`, async () => {
    const place = await make()
    await using log = await place.open(testSigner)
    expect(log.size).toBe(0)
    for (const number of [0, 1, 2]) {
      const { durable, published } = log.append(entryOf(number))
      await durable
      expect(await published).toEqual({ index: number, digest: nodeHashing(entryDigest(entryOf(number))) })
      expect(log.size).toBe(number + 1)
      for (let index = 0; index <= number; index++) await expectProven(log, index, entryOf(index))
    }
  })

  test(`${name}: many calls at once get one place each, in their order`, async () => {
    const place = await make()
    await using log = await place.open(testSigner)
    const numbers = Array.from({ length: 700 }, (_, number) => number)
    const all = await Promise.all(numbers.map((number) => log.append(entryOf(number)).published))
    expect(all.map(({ index }) => index)).toEqual(numbers)
    for (const index of [0, 255, 256, 511, 512, 699]) await expectProven(log, index, entryOf(index))
    expect(await listed(log, 250, 520)).toEqual(numbers.slice(250, 520).map((number) => text(entryOf(number))))
    expect(await listed(log, 700, 700)).toEqual([])
  })

  test(`${name}: opened again it goes on where it was`, async () => {
    const place = await make()
    for (let round = 0; round < 5; round++) {
      await using log = await place.open(testSigner)
      expect(log.size).toBe(round * 60)
      const calls = Array.from({ length: 60 }, (_, place) => log.append(entryOf(round * 60 + place)).published)
      expect((await Promise.all(calls)).at(-1)?.index).toBe(round * 60 + 59)
    }
    await using log = await place.open(testSigner)
    for (const index of [0, 59, 60, 255, 256, 299]) await expectProven(log, index, entryOf(index))
    expect(await listed(log, 0, 300)).toHaveLength(300)
  })

  test(`${name}: closing publishes what was taken, and then nothing is taken`, async () => {
    const place = await make()
    const log = await place.open(testSigner)
    const taken = [0, 1, 2].map((number) => log.append(entryOf(number)).published)
    await log[Symbol.asyncDispose]()
    expect((await Promise.all(taken)).map(({ index }) => index)).toEqual([0, 1, 2])
    const { durable, published } = log.append(entryOf(3))
    await expect(durable).rejects.toMatchObject({ code: 'FEIYU_LOG_CLOSED' })
    await expect(published).rejects.toMatchObject({ code: 'FEIYU_LOG_CLOSED' })
    await log[Symbol.asyncDispose]()
    await using again = await place.open(testSigner)
    expect(again.size).toBe(3)
  })

  test(`${name}: what is no entry is refused, and the log goes on`, async () => {
    const place = await make()
    await using log = await place.open(testSigner)
    const long = new TextEncoder().encode(`{"x":"${'a'.repeat(70_000)}"}`)
    const refused = [new TextEncoder().encode('{}'), new Uint8Array(0), Uint8Array.of(0xff), entryOf(1).slice(1), long]
    for (const bytes of refused) {
      const code = bytes === long ? 'FEIYU_LOG_ENTRY_TOO_LONG' : expect.stringMatching(/^FEIYU_EVIDENCE_/)
      await expect(log.append(bytes).durable).rejects.toMatchObject({ code })
    }
    expect((await log.append(entryOf(0)).published).index).toBe(0)
  })

  test(`${name}: an entry that the key does not sign is refused, and those beside it are not`, async () => {
    const place = await make()
    const refusing: Signer = {
      key: testSigner.key,
      sign: async (message) => {
        if (Buffer.from(message).includes('"row":1}')) throw new Error('the key is away')
        return testSigner.sign(message)
      },
    }
    await using log = await place.open(refusing)
    const calls = [0, 1, 2].map((number) => log.append(entryOf(number)).published)
    await expect(calls[1]).rejects.toThrow('the key is away')
    expect(await Promise.all([calls[0], calls[2]])).toMatchObject([{ index: 0 }, { index: 1 }])
    await expectProven(log, 1, entryOf(2))
  })

  test(`${name}: places outside the log are errors`, async () => {
    const place = await make()
    await using log = await place.open(testSigner)
    await log.append(entryOf(0)).published
    for (const index of [1, -1, 0.5, Number.NaN]) {
      await expect(log.prove(index), String(index)).rejects.toMatchObject({ code: 'FEIYU_LOG_OUT_OF_RANGE' })
    }
    for (const [from, to] of [
      [0, 2],
      [-1, 1],
      [1, 0],
    ] as const) {
      await expect(listed(log, from, to)).rejects.toMatchObject({ code: 'FEIYU_LOG_OUT_OF_RANGE' })
    }
  })

  test(`${name}: another key than the log's does not open it`, async () => {
    const place = await make()
    await (await place.open(testSigner))[Symbol.asyncDispose]()
    const other = signerOf(testSigner.key.name, 2)
    await expect(place.open(other)).rejects.toMatchObject({ code: 'FEIYU_LOG_OTHER_KEY' })
    await using _log = await place.open(testSigner)
  })
}

/** Everything that a receipt will show of the entry holds: signature, leaf, inclusion, checkpoint. */
async function expectProven(log: EvidenceLog, index: number, entry: Bytes): Promise<void> {
  const opened = await openCheckpoint(log.checkpoint, log.key)
  if (opened.kind === 'refused') throw new Error(`the checkpoint does not hold: ${opened.problem}`)
  const { size, root } = opened.checkpoint
  const proven = await log.prove(index)
  const proof = { index, size, hashes: proven.hashes }
  expect(nodeHashing(verifyInclusion(proof, nodeHashing(leafHash(writeLeaf(proven.leaf))), root))).toBe(true)
  expect(proven.entry).toEqual(JSON.parse(text(entry)))
  expect(await verifySignature(log.key, signedBytes(entry), proven.leaf.signature)).toBe(true)
}

async function listed(log: EvidenceLog, from: number, to: number): Promise<readonly string[]> {
  const found: string[] = []
  for await (const entry of log.entries(from, to)) found.push(text(entry))
  return found
}

function text(bytes: Bytes): string {
  return new TextDecoder().decode(bytes)
}
