import { canonicalJson, type Json } from '@feiyu/core'
import { expect, test } from 'vitest'
import { utf8 } from '../bytes.ts'
import { commit } from '../entries/commitment.ts'
import { instantOf } from '../entries/values.ts'
import { signCheckpoint } from '../notes/checkpoint.ts'
import { writeVerifierKey } from '../notes/verifier-key.ts'
import { nodeHashing } from '../testing/hashing.ts'
import { acknowledge, receiptOf, sampleKey } from '../testing/sample-receipt.ts'
import { digestOfText, disclosures, sampleOutcome, samplePermit } from '../testing/samples.ts'
import { logSigner, recipientSigner, signerOf, witnessSigner } from '../testing/signer.ts'
import { readReceipt, writeReceipt } from './receipt.ts'
import { verifyReceipt } from './verify-receipt.ts'

const outputDigest = digestOfText('output')

test('a genuine receipt holds; without the data it says that the data was not compared', async () => {
  const receipt = await receiptOf()
  const text = writeReceipt(receipt)
  expect(await verifyReceipt(text, sampleKey)).toMatchObject({
    kind: 'holds',
    data: 'not-compared',
    unknownSigners: [],
  })
  expect(await verifyReceipt(utf8(text), sampleKey, { outputDigest })).toMatchObject({
    kind: 'holds',
    data: 'same',
    receipt,
  })
  expect(await verifyReceipt(text, sampleKey, { outputDigest, hashing: nodeHashing })).toMatchObject({ kind: 'holds' })
  expect(readReceipt(text)).toEqual(receipt)
})

test('data that differs is refused and named, also when the outcome released none', async () => {
  const text = writeReceipt(await receiptOf())
  expect(await faultsOf(text, digestOfText('other'))).toEqual(['data data-differs'])
  const { digest: _, ...released } = sampleOutcome.released
  const none = writeReceipt(await receiptOf({ outcome: { ...sampleOutcome, end: 'interrupted', released } }))
  expect(await faultsOf(none)).toEqual([])
  expect(await faultsOf(none, outputDigest)).toEqual(['data no-data-released'])
})

test('each altered part is refused and named by itself', async () => {
  const text = writeReceipt(await receiptOf())
  const expected: Readonly<Record<string, readonly string[]>> = {
    'permit/entry/at': ['permit entry-altered'],
    'permit/entry/body/country': ['permit entry-altered'],
    'permit/entry/body/fields': ['permit entry-altered'],
    'permit/leaf/spec/hashedRekordV002/data/digest': ['permit leaf-altered'],
    'permit/leaf/spec/hashedRekordV002/signature/content': ['permit signature-altered'],
    'permit/leaf/spec/hashedRekordV002/signature/verifier/publicKey/rawBytes': ['permit other-key'],
    'permit/index': ['permit proof-altered'],
    'permit/proof/0': ['permit proof-altered'],
    'permit/proof/4': ['permit proof-altered'],
    'outcome/entry/body/released/digest': ['outcome entry-altered'],
    'outcome/entry/body/newPersons/ordinary': ['outcome entry-altered'],
    'outcome/leaf/spec/hashedRekordV002/data/digest': ['outcome leaf-altered'],
    'outcome/leaf/spec/hashedRekordV002/signature/content': ['outcome signature-altered'],
    'outcome/leaf/spec/hashedRekordV002/signature/verifier/publicKey/rawBytes': ['outcome other-key'],
    'outcome/index': ['outcome proof-altered'],
    'outcome/proof/2': ['outcome proof-altered'],
    'disclosures/0/value/name': ['disclosure not-committed'],
    'disclosures/1/salt': ['disclosure not-committed'],
  }
  for (const [path, faults] of Object.entries(expected))
    expect(await faultsOf(altered(text, path)), path).toEqual(faults)
})

test('no single altered value anywhere in a receipt is overlooked', async () => {
  for (const acknowledged of [false, true]) {
    const text = writeReceipt(await receiptOf({ acknowledged }))
    const paths = pathsIn(JSON.parse(text))
    expect(paths.length).toBeGreaterThan(80)
    for (const path of paths) expect(await faultsOf(altered(text, path)), path).not.toEqual([])
  }
})

test('no bit of a receipt can be turned', async () => {
  const bytes = utf8(writeReceipt(await receiptOf({ acknowledged: true })))
  const survivors: number[] = []
  for (let byte = 0; byte < bytes.length; byte++) {
    const turned = bytes.with(byte, bytes[byte]! ^ (1 << (byte % 8)))
    const verdict = await verifyReceipt(turned, sampleKey, { hashing: nodeHashing })
    if (verdict.kind === 'holds') survivors.push(byte)
  }
  expect(survivors).toEqual([])
})

test('an altered checkpoint is named, and the entries are then judged by their signatures alone', async () => {
  const receipt = await receiptOf()
  const { checkpoint } = receipt
  const withNote = (note: string) => writeReceipt({ ...receipt, checkpoint: note })
  expect(await faultsOf(withNote(checkpoint.replace('\n21\n', '\n22\n')))).toEqual(['checkpoint checkpoint-signature'])
  expect(await faultsOf(withNote(checkpoint.slice(0, -1)))).toEqual(['checkpoint checkpoint-malformed'])
  expect(await faultsOf(withNote(checkpoint.replace('— example', '— sample')))).toEqual([
    'checkpoint checkpoint-not-signed',
  ])
  const both = altered(withNote(checkpoint.replace('\n21\n', '\n22\n')), 'permit/entry/body/country')
  expect(await faultsOf(both)).toEqual(['checkpoint checkpoint-signature', 'permit entry-altered'])
})

test('a checkpoint over another tree, genuine as it is, does not carry the proofs', async () => {
  const receipt = await receiptOf()
  const { checkpoint } = await receiptOf({ size: 22 })
  const faults = ['permit proof-altered', 'outcome proof-altered']
  expect(await faultsOf(writeReceipt({ ...receipt, checkpoint }))).toEqual(faults)
  const empty = await signCheckpoint({ size: 0, root: new Uint8Array(32) }, logSigner)
  expect(await faultsOf(writeReceipt({ ...receipt, checkpoint: empty }))).toEqual(faults)
})

test('the receipt of one log does not hold under the key of another', async () => {
  const text = writeReceipt(await receiptOf())
  const sameName = signerOf('example.com/port/2026h2', Buffer.alloc(32, 9)).key
  const verdict = await verifyReceipt(text, writeVerifierKey(sameName))
  expect(verdict).toMatchObject({ kind: 'refused' })
  if (verdict.kind === 'refused') expect(verdict.faults.map(({ code }) => code)).toContain('checkpoint-not-signed')
  await expect(verifyReceipt(text, 'no key')).rejects.toMatchObject({ code: 'FEIYU_NOTE_KEY_MALFORMED' })
})

test('lines of unknown witnesses are named; those of known ones are verified', async () => {
  const receipt = await receiptOf()
  const opened = await verifyReceipt(writeReceipt(receipt), sampleKey)
  if (opened.kind !== 'holds') throw new Error('the sample receipt does not hold')
  const checkpoint = await signCheckpoint(opened.checkpoint, logSigner, [witnessSigner])
  const text = writeReceipt({ ...receipt, checkpoint })
  expect(await verifyReceipt(text, sampleKey)).toMatchObject({ unknownSigners: ['example.org/witness'] })
  const witnesses = [witnessSigner.key]
  expect(await verifyReceipt(text, sampleKey, { witnesses })).toMatchObject({ kind: 'holds', unknownSigners: [] })
  const forged = await signCheckpoint(opened.checkpoint, logSigner, [
    { ...witnessSigner, sign: () => new Uint8Array(64) },
  ])
  const verdict = await verifyReceipt(writeReceipt({ ...receipt, checkpoint: forged }), sampleKey, { witnesses })
  expect(verdict).toMatchObject({ kind: 'refused', faults: [{ code: 'checkpoint-signature' }] })
})

test('a permit and an outcome that are both genuine but do not belong together are refused', async () => {
  const { read, newPersons } = sampleOutcome
  const cases: readonly (readonly [Parameters<typeof receiptOf>[0], readonly string[]])[] = [
    [{ outcome: { ...sampleOutcome, permit: digestOfText('other') } }, ['binding other-permit']],
    [{ permitAt: 17, outcomeAt: 3 }, ['binding outcome-before-permit']],
    [{ outcome: { ...sampleOutcome, read: { ...read, digest: digestOfText('other') } } }, ['binding other-input']],
    [
      { outcome: { ...sampleOutcome, firstRelease: instantOf(Date.UTC(2026, 10, 23, 7)) } },
      ['binding outside-validity'],
    ],
    [
      { outcome: { ...sampleOutcome, lastRelease: instantOf(Date.UTC(2026, 10, 23, 9) + 1) } },
      ['binding outside-validity'],
    ],
    [
      {
        permit: {
          ...samplePermit,
          ceilings: { rows: 998, bytes: 89_999, newPersons: { ordinary: 799, sensitive: 0 } },
        },
        outcome: { ...sampleOutcome, newPersons: { ...newPersons, sensitive: 1 } },
      },
      Array<string>(4).fill('binding over-ceiling'),
    ],
  ]
  for (const [change, faults] of cases) expect(await faultsOf(writeReceipt(await receiptOf(change)))).toEqual(faults)
  const atTheCeiling = { rows: 999, bytes: 90_000, newPersons: { ordinary: 800, sensitive: 0 } }
  expect(
    await faultsOf(writeReceipt(await receiptOf({ permit: { ...samplePermit, ceilings: atTheCeiling } }))),
  ).toEqual([])
})

test('a value may be left out of a receipt, and the rest still holds', async () => {
  const receipt = await receiptOf()
  expect(await faultsOf(writeReceipt({ ...receipt, disclosures: [] }))).toEqual([])
  const foreign = { value: 'invented', salt: disclosures[0]!.salt }
  expect(await faultsOf(writeReceipt({ ...receipt, disclosures: [...disclosures, foreign] }))).toEqual([
    'disclosure not-committed',
  ])
  expect(samplePermit.handler).toBe(nodeHashing(commit(disclosures[0]!.value, disclosures[0]!.salt)))
})

test("an acknowledgement needs the recipient's key that the permit names, and the very outcome", async () => {
  const receipt = await receiptOf({ acknowledged: true })
  expect(await faultsOf(writeReceipt(receipt))).toEqual([])
  const genuine = receipt.acknowledgement!
  const otherKey = { ...genuine, key: writeVerifierKey(witnessSigner.key) }
  expect(await faultsOf(writeReceipt({ ...receipt, acknowledgement: otherKey }))).toEqual([
    'acknowledgement acknowledgement-key',
  ])
  const { recipientKey: _, ...nameless } = samplePermit
  const unnamed = await receiptOf({ permit: nameless, acknowledged: true })
  expect(await faultsOf(writeReceipt(unnamed))).toEqual(['acknowledgement acknowledgement-key'])
  const forged = { ...genuine, note: genuine.note.replace(/.{8}==\n$|.{8}=\n$/, 'AAAAAAA=\n') }
  expect(await faultsOf(writeReceipt({ ...receipt, acknowledgement: forged }))).toEqual([
    'acknowledgement acknowledgement-signature',
  ])
  const { entry } = receipt.outcome
  const other = await acknowledge({ ...entry, body: { ...entry.body, end: 'stopped' } })
  expect(await faultsOf(writeReceipt({ ...receipt, acknowledgement: other }))).toEqual([
    'acknowledgement acknowledgement-other',
  ])
  expect(recipientSigner.key.name).toBe('example.de/recipient')
})

test('what is not a receipt is refused by name, and its content is not shown', async () => {
  const text = writeReceipt(await receiptOf())
  const value: Record<string, Json> = JSON.parse(text)
  const others = [
    '',
    '{}',
    'null',
    '张三 110101199003078888',
    ` ${text}`,
    `${text}\n`,
    JSON.stringify(value, null, 1),
    canonicalJson({ ...value, extra: '110101199003078888' }),
    canonicalJson({ ...value, schema: 'feiyu.receipt/2' }),
    canonicalJson({ ...value, oneSided: false }),
    canonicalJson({ ...value, oneSided: undefined }),
    canonicalJson({ ...value, acknowledgement: { key: 'k', note: 'n' } }),
    canonicalJson({ ...value, permit: value.outcome }),
    canonicalJson({ ...value, outcome: value.permit }),
  ]
  for (const other of others) {
    const verdict = await verifyReceipt(other, sampleKey)
    expect(verdict, other.slice(0, 80)).toMatchObject({ kind: 'refused', faults: [{ code: 'not-a-receipt' }] })
    expect(JSON.stringify(verdict)).not.toMatch(/110101199003078888|张三/)
  }
})

async function faultsOf(receipt: string, output?: typeof outputDigest): Promise<readonly string[]> {
  const verdict = await verifyReceipt(receipt, sampleKey, { outputDigest: output, hashing: nodeHashing })
  return verdict.kind === 'holds' ? [] : verdict.faults.map(({ part, code }) => `${part} ${code}`)
}

/** Paths of all values in a receipt that are no objects or lists. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path.join('/')]
  return Object.entries(value).flatMap(([key, member]) => pathsIn(member, [...path, key]))
}

/** The receipt with another value of the same form at the path, still canonical. */
function altered(receipt: string, path: string): string {
  const value = JSON.parse(receipt)
  const keys = path.split('/')
  const last = keys.pop()!
  let holder = value
  for (const key of keys) holder = holder[key]
  holder[last] = otherThan(holder[last])
  return canonicalJson(value)
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  const text = String(value)
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return text.replace('.000Z', '.001Z')
  // In the middle, so that prefixes and paddings stay: a digit or letter that is also one of hexadecimal and base64.
  const middle = Math.max(text.search(/:/) + 1, Math.floor(text.length / 2))
  return `${text.slice(0, middle)}${text[middle] === 'a' ? 'b' : 'a'}${text.slice(middle + 1)}`
}
