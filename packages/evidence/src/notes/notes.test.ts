import { expect, test } from 'vitest'
import { utf8 } from '../bytes.ts'
import { webHashing } from '../hashing.ts'
import { nodeHashing } from '../testing/hashing.ts'
import { logSigner, recipientSigner, signerOf, witnessSigner } from '../testing/signer.ts'
import { checkpointText, openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { openNote, signNote } from './signed-note.ts'
import { readVerifierKey, verifierKey, writeVerifierKey } from './verifier-key.ts'

// The note that the documentation of Go's golang.org/x/mod/sumdb/note signs.
const goKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const goSeed = Buffer.from('gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=', 'base64')
const goText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const goNote = `${goText}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
const tree = { size: 20_852_163, root: Uint8Array.from({ length: 32 }, (_, index) => index) }

test("Go's documented note opens with its key, and signing its text gives it again", async () => {
  const key = await webHashing(readVerifierKey(goKey))
  expect(await openNote(goNote, [key])).toMatchObject({ kind: 'signed', text: goText, unknown: [] })
  expect(writeVerifierKey(key)).toBe(goKey)
  const signer = signerOf('PeterNeumann', goSeed)
  expect(writeVerifierKey(signer.key)).toBe(goKey)
  expect(await signNote(goText, [signer])).toBe(goNote)
})

test('the text may hold empty lines: the last one parts it from the signatures', async () => {
  const text = 'one\n\ntwo\n'
  expect(await openNote(await signNote(text, [logSigner]), [logSigner.key])).toMatchObject({ kind: 'signed', text })
})

test('lines of unknown keys are passed over, also of an unknown type, but named', async () => {
  const note = await signNote('text\n', [logSigner, witnessSigner])
  const [logKey, witnessKey] = [logSigner.key, witnessSigner.key]
  expect(await openNote(note, [logKey])).toMatchObject({ signedBy: [logKey], unknown: ['example.org/witness'] })
  expect(await openNote(note, [witnessKey, logKey])).toMatchObject({ signedBy: [logKey, witnessKey], unknown: [] })
  const other = `${note}— example.org/sm2 ${btoa('\xff\x00\x00\x01 a signature of another type')}\n`
  expect(await openNote(other, [logKey])).toMatchObject({ kind: 'signed' })
  expect(await openNote(note, [recipientSigner.key])).toEqual({ kind: 'refused', problem: 'not-signed' })
})

test('a known key under another name is unknown, and a wrong signature by a known key refuses the note', async () => {
  const renamed = nodeHashing(verifierKey('example.com/other', logSigner.key.publicKey))
  const note = await signNote('text\n', [logSigner])
  expect(await openNote(note, [renamed])).toMatchObject({ problem: 'not-signed' })
  expect(await openNote(note.replace('text', 'test'), [logSigner.key])).toMatchObject({ problem: 'bad-signature' })
  const both = await signNote('text\n', [witnessSigner, { ...logSigner, sign: () => new Uint8Array(64) }])
  expect(await openNote(both, [witnessSigner.key, logSigner.key])).toMatchObject({ problem: 'bad-signature' })
})

test('notes that are not of the form are malformed', async () => {
  const note = await signNote('text\n', [logSigner])
  const malformed = [
    '',
    'text\n',
    note.slice(0, -1),
    note.replace('\n\n', '\n'),
    note.replace('— ', '- '),
    note.replace('text', 'te\txt'),
    note.replace('text', 'te\rxt'),
    note.replace('=\n', '\n'),
    note.replace(/.=\n/, '9=\n'),
    note.replace('example.com', 'example+com'),
    note.replace('example.com', 'example\u00a0com'),
    `${note}\n`,
    `${note}— name \n`,
    `${note}— name AAAA\n`,
    note + note.slice(note.indexOf('—')).repeat(100),
  ]
  for (const each of malformed)
    expect(await openNote(each, [logSigner.key]), each).toMatchObject({ problem: 'malformed' })
  expect(await openNote(Uint8Array.of(0xff, ...utf8(note)), [logSigner.key])).toMatchObject({ problem: 'malformed' })
  await expect(signNote('no newline', [logSigner])).rejects.toMatchObject({ code: 'FEIYU_NOTE_TEXT' })
})

test('no bit of a note signed by one key can be turned', async () => {
  const bytes = utf8(await signNote('text\n', [logSigner]))
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const turned = bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)))
    expect(await openNote(turned, [logSigner.key]), `bit ${bit}`).toMatchObject({ kind: 'refused' })
  }
})

test('verifier keys are read back, and any other text is refused', async () => {
  const text = writeVerifierKey(logSigner.key)
  expect(nodeHashing(readVerifierKey(text))).toEqual(logSigner.key)
  const wrong = [
    '',
    'name',
    goKey.replace('c74f20a3', 'c74f20a4'),
    goKey.replace('c74f20a3', 'C74F20A3'),
    goKey.replace('Peter', 'peter'),
    goKey.slice(0, -4),
    `${goKey} `,
    goKey.replace('PeterNeumann', ''),
    'a b+00000000+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  ]
  for (const each of wrong) expect(() => nodeHashing(readVerifierKey(each)), each).toThrow(/key/)
  expect(() => nodeHashing(verifierKey('name', new Uint8Array(31)))).toThrow('31')
  const ecdsa = goKey.replace('+ARpc', '+Ahpc')
  expect(() => nodeHashing(readVerifierKey(ecdsa))).toThrow(
    expect.objectContaining({ code: 'FEIYU_NOTE_KEY_ALGORITHM' }),
  )
})

test('a checkpoint says origin, size and root, and opens under the key of its origin', async () => {
  const text = 'example.com/port/2026h2\n20852163\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n'
  expect(checkpointText({ origin: 'example.com/port/2026h2', ...tree })).toBe(text)
  const note = await signCheckpoint(tree, logSigner)
  expect(note.startsWith(`${text}\n— example.com/port/2026h2 `)).toBe(true)
  const opened = await openCheckpoint(note, logSigner.key)
  expect(opened).toMatchObject({ kind: 'signed', checkpoint: { origin: 'example.com/port/2026h2', ...tree } })
})

test("a checkpoint needs the log's own line, and may carry those of witnesses", async () => {
  const note = await signCheckpoint(tree, logSigner, [witnessSigner])
  const { key } = logSigner
  expect(await openCheckpoint(note, key)).toMatchObject({ unknown: ['example.org/witness'], signedBy: [key] })
  expect(await openCheckpoint(note, key, [witnessSigner.key])).toMatchObject({ unknown: [] })
  const onlyWitness = await signNote(checkpointText({ origin: key.name, ...tree }), [witnessSigner])
  expect(await openCheckpoint(onlyWitness, key, [witnessSigner.key])).toMatchObject({ problem: 'not-signed' })
})

test('a checkpoint of another origin, or that is none, is refused even when the key signed it', async () => {
  const { key } = logSigner
  const root = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='
  const signed = (text: string) => signNote(text, [logSigner])
  expect(await openCheckpoint(await signed(`other\n5\n${root}\n`), key)).toMatchObject({ problem: 'other-log' })
  expect(await openCheckpoint(await signed(`${key.name}\n5\n${root}\nextension\n`), key)).toMatchObject({
    kind: 'signed',
  })
  const malformed = ['', '05', '-1', '1e3', '5 ', '9007199254740992', '99999999999999999999'].map(
    (size) => `${key.name}\n${size}\n${root}\n`,
  )
  malformed.push(`${key.name}\n5\n`, `${key.name}\n5\n${root.slice(4)}\n`, `${key.name}\n5\n${root}\n\nx\n`)
  for (const text of malformed) {
    expect(await openCheckpoint(await signed(text), key), text).toMatchObject({ problem: 'malformed' })
  }
  expect(() => checkpointText({ origin: 'a\nb', ...tree })).toThrow('origin')
})
