import { createHash, createPublicKey, verify } from 'node:crypto'
import { canonicalJson } from '@feiyu/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesOfHex, hexOf, textOf, utf8 } from '../bytes.ts'
import { nodeHashing } from '../testing/hashing.ts'
import { sampleOutcome, samplePermit } from '../testing/samples.ts'
import { logSigner } from '../testing/signer.ts'
import { commit } from './commitment.ts'
import { readEntry, writeEntry } from './entry.ts'
import type { EntryBody, EntryKind } from './kinds.ts'
import { entryDigest, readLeaf, signEntry, signedBytes, writeLeaf } from './leaf.ts'
import { idOf, instantOf } from './values.ts'

/** `never` when the type has room for free text: only marked, templated and listed texts may stand in an entry. */
type WithoutFreeText<T> = T extends string
  ? string extends T
    ? never
    : T
  : T extends readonly (infer E)[]
    ? readonly WithoutFreeText<E>[]
    : T extends object
      ? { readonly [P in keyof T]: WithoutFreeText<T[P]> }
      : T

test('no body of any kind has room for free text, by its type', () => {
  const closed: { readonly [K in EntryKind]: EntryBody<K> extends WithoutFreeText<EntryBody<K>> ? true : never } = {
    permit: true,
    outcome: true,
    deny: true,
    tally: true,
  }
  expect(Object.values(closed)).not.toContain(false)
})

test('an entry is canonical JSON and is read back', () => {
  const bytes = writeEntry('permit', at, samplePermit)
  expect(textOf(bytes)).toBe(canonicalJson({ at, body: samplePermit, kind: 'permit', schema: 'feiyu.entry/1' }))
  expect(readEntry(bytes)).toEqual({ schema: 'feiyu.entry/1', kind: 'permit', at, body: samplePermit })
})

test('an unknown key is refused at every depth, whatever the types said', () => {
  const extra = { note: 'x' }
  const { ground, ceilings } = samplePermit
  const bodies = [
    { ...samplePermit, ...extra },
    { ...samplePermit, ground: { ...ground, ...extra } },
    { ...samplePermit, ceilings: { ...ceilings, newPersons: { ...ceilings.newPersons, ...extra } } },
  ]
  for (const body of bodies) {
    expect(() => writeEntry('permit', at, body)).toThrow(
      expect.objectContaining({ code: 'FEIYU_EVIDENCE_UNKNOWN_KEY' }),
    )
  }
  const envelope = { schema: 'feiyu.entry/1', kind: 'permit', at, body: samplePermit }
  expect(() => readEntry(utf8(canonicalJson({ ...envelope, ...extra })))).toThrow('unknown key `note`')
  expect(() => readEntry(utf8(canonicalJson({ ...envelope, kind: 'permits' })))).toThrow('entry.kind')
  expect(() => readEntry(utf8(canonicalJson({ ...envelope, kind: 'constructor' })))).toThrow('entry.kind')
  expect(() => readEntry(utf8(canonicalJson({ ...envelope, schema: 'feiyu.entry/2' })))).toThrow('entry.schema')
  expect(() => readEntry(utf8(canonicalJson({ ...envelope, body: sampleOutcome })))).toThrow(/key/)
})

test('a missing key is refused', () => {
  for (const key of ['permit', 'input', 'recipient', 'notAfter', 'ceilings']) {
    const body = Object.fromEntries(Object.entries(samplePermit).filter(([name]) => name !== key))
    const text = canonicalJson({ schema: 'feiyu.entry/1', kind: 'permit', at, body })
    expect(() => readEntry(utf8(text))).toThrow(`key \`${key}\` is missing`)
  }
})

test('what identifies a person does not fit into any member, and is not shown when it is refused', () => {
  const personal = [
    '110101199003078888',
    'id:110101199003078888',
    '13800138000',
    'tel-13800138000',
    '6222021234567890',
    'zhang.san@example.com',
    'Zhang San',
    '张三',
  ]
  for (const value of personal) {
    expect(() => idOf(value), value).toThrow(expect.not.stringContaining(value))
    for (const key of Object.keys(samplePermit)) {
      const text = canonicalJson({
        schema: 'feiyu.entry/1',
        kind: 'permit',
        at,
        body: { ...samplePermit, [key]: value },
      })
      let message = 'taken'
      try {
        readEntry(utf8(text))
      } catch (error) {
        message = String(error)
      }
      expect(message, key).not.toBe('taken')
      expect(message).not.toContain(value)
    }
    const keyed = { ...sampleOutcome, dropped: { [value]: 1 }, [value]: 1 }
    const text = canonicalJson({ schema: 'feiyu.entry/1', kind: 'outcome', at, body: keyed })
    expect(() => readEntry(utf8(text))).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(value) }),
    )
  }
})

test('parties and purposes stand in an entry as commitments only, documents as digests only', () => {
  const permitText = (key: string, value: string) =>
    utf8(canonicalJson({ schema: 'feiyu.entry/1', kind: 'permit', at, body: { ...samplePermit, [key]: value } }))
  for (const key of ['purpose', 'recipient', 'handler']) {
    for (const value of ['customer-service', samplePermit.input]) {
      expect(() => readEntry(permitText(key, value)), key).toThrow('salted:')
    }
  }
  for (const key of ['permit', 'decision', 'input', 'fields', 'recipientKey']) {
    for (const value of ['customers.csv', samplePermit.purpose]) {
      expect(() => readEntry(permitText(key, value)), key).toThrow('sha256:')
    }
  }
})

test('names, moments, counts and digests are read strictly', () => {
  expect(idOf('zz-export-rules-2024#art-5.2')).toBe('zz-export-rules-2024#art-5.2')
  expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z')
  const digest = samplePermit.input
  const wrong: readonly (readonly [string, unknown])[] = [
    ['input', digest.toUpperCase()],
    ['input', digest.slice(0, -1)],
    ['input', digest.replace('sha256', 'sha512')],
    ['recipient', digest],
    ['notAfter', '2026-11-23T08:00:00Z'],
    ['notAfter', '2026-02-30T08:00:00.000Z'],
    ['notAfter', '2026-11-23T24:00:00.000Z'],
    ['notAfter', 1],
    ['mode', 'post'],
    ['country', ''],
    ['country', 'a'.repeat(97)],
    ['packs', {}],
    ['packs', Array.from({ length: 65 }, () => ({ id: 'cn', digest }))],
    ['ceilings', null],
    ...[-1, 0.5, 2 ** 53, '1', null].map((rows) => ['ceilings', { ...samplePermit.ceilings, rows }] as const),
  ]
  for (const [key, value] of wrong) {
    const text = canonicalJson({ schema: 'feiyu.entry/1', kind: 'permit', at, body: { ...samplePermit, [key]: value } })
    expect(() => readEntry(utf8(text)), `${key} ${JSON.stringify(value)}`).toThrow(key)
  }
})

test('only the canonical writing of an entry is read', () => {
  const text = textOf(writeEntry('outcome', at, sampleOutcome))!
  const others = [` ${text}`, `${text}\n`, text.replace(',', ', '), text.replace('"at"', '"\\u0061t"'), `\ufeff${text}`]
  others.push(text.replace('"bytes":', '"bytes":1,"bytes":'), text.replace('{"at"', '{"at":"x","at"'))
  others.push(text.replace(/"rows":\d+/, '"rows":1.0'), text.replace(/"rows":\d+/, '"rows":-0'), '', 'null', '[]')
  for (const other of others) expect(() => readEntry(utf8(other)), other).toThrow(/canonical|JSON|must be/)
  expect(() => readEntry(Uint8Array.of(...utf8(text), 0xff))).toThrow('UTF-8')
})

test('a leaf is a hashedrekord 0.0.2 over the DSSE encoding of the entry, signed as such', async () => {
  const entry = writeEntry('outcome', at, sampleOutcome)
  const { leaf } = await signEntry(entry, logSigner, nodeHashing)
  const pae = `DSSEv1 32 application/vnd.feiyu.entry+json ${entry.length} ${textOf(entry)}`
  const { digest, signature, publicKey } = readLeaf(leaf)
  expect(hexOf(digest)).toBe(createHash('sha256').update(pae).digest('hex'))
  expect(nodeHashing(entryDigest(entry))).toBe(`sha256:${hexOf(digest)}`)
  const { spec, ...head } = JSON.parse(textOf(leaf)!)
  expect(head).toEqual({ apiVersion: '0.0.2', kind: 'hashedrekord' })
  const { data, signature: signed } = spec.hashedRekordV002
  expect(data).toEqual({ algorithm: 'SHA2_256', digest: Buffer.from(digest).toString('base64') })
  const der = Buffer.from(signed.verifier.publicKey.rawBytes, 'base64')
  expect(signed.verifier.keyDetails).toBe('PKIX_ED25519')
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  expect(verify(null, Buffer.from(pae), key, signature)).toBe(true)
  expect(hexOf(publicKey)).toBe(hexOf(logSigner.key.publicKey))
})

test('the bytes of a leaf are canonical JSON, and no other writing is read as one', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((each) => new Uint8Array(each))
  const signatures = fc.uint8Array({ minLength: 64, maxLength: 64 }).map((each) => new Uint8Array(each))
  fc.assert(
    fc.property(bytes, signatures, bytes, (digest, signature, publicKey) => {
      const leaf = writeLeaf({ digest, signature, publicKey })
      expect(textOf(leaf)).toBe(canonicalJson(JSON.parse(textOf(leaf)!)))
      expect(readLeaf(leaf)).toEqual({ digest, signature, publicKey })
    }),
    { numRuns: 50, seed: 20261123 },
  )
  const text = textOf(
    writeLeaf({ digest: new Uint8Array(32), signature: new Uint8Array(64), publicKey: new Uint8Array(32) }),
  )!
  const others = [
    text.replace('0.0.2', '0.0.1'),
    text.replace('SHA2_256', 'SHA2_512'),
    text.replace('PKIX_ED25519', 'PKIX_ED25519_PH'),
    text.replace('MCow', 'MCox'),
    text.replace('"AAAA', '"AAA'),
    text.replace('A=', 'B='),
    text.replace('"kind"', '"extra":1,"kind"'),
    `${text} `,
  ]
  for (const other of others) expect(() => readLeaf(utf8(other)), other).toThrow()
})

test('the signature over an entry cannot be one over a checkpoint', () => {
  expect(textOf(signedBytes(utf8('a\n1\nroot\n')))).toMatch(/^DSSEv1 32 application\/vnd\.feiyu\.entry\+json 9 a\n/)
})

test('a commitment is the hash of salt and value in canonical JSON, and differs with each', () => {
  const salt = bytesOfHex('000102030405060708090a0b0c0d0e0f')
  const text = '{"salt":"AAECAwQFBgcICQoLDA0ODw==","value":{"a":1,"b":"张三"}}'
  const expected = `salted:${createHash('sha256').update(text).digest('hex')}`
  expect(nodeHashing(commit({ b: '张三', a: 1 }, salt))).toBe(expected)
  expect(nodeHashing(commit({ b: '张三', a: 2 }, salt))).not.toBe(expected)
  expect(nodeHashing(commit({ b: '张三', a: 1 }, salt.with(0, 1)))).not.toBe(expected)
  expect(() => nodeHashing(commit('x', salt.slice(1)))).toThrow('15')
})

const at = instantOf(Date.UTC(2026, 10, 23, 8))
