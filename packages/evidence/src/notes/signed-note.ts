import { type Bytes, base64Of, bytesOfBase64, concat, sameBytes, textOf, utf8 } from '../bytes.ts'
import { NoteError } from '../errors.ts'
import { isKeyName, type Signer, type VerifierKey, verifySignature } from './verifier-key.ts'

/** What a note turned out to be. Only the text of a signed one may be used. */
export type OpenedNote =
  | {
      readonly kind: 'signed'
      /** The signed text, with its last newline. */
      readonly text: string
      /** Keys whose signature was verified. */
      readonly signedBy: readonly VerifierKey[]
      /** Names on the lines of keys that are not known; nothing is said of those lines. */
      readonly unknown: readonly string[]
    }
  | { readonly kind: 'refused'; readonly problem: 'malformed' | 'bad-signature' | 'not-signed' }

/** Signature lines that a note may have before it counts as malformed. */
const mostLines = 100
const linePrefix = '— '

/** Writes a signed note (C2SP signed-note). The text ends in a newline. */
export async function signNote(text: string, signers: readonly Signer[]): Promise<string> {
  if (!isNoteText(text)) {
    throw new NoteError('FEIYU_NOTE_TEXT', 'a note ends in a newline and holds no other control character; write it so')
  }
  let note = `${text}\n`
  for (const signer of signers) {
    const signature = await signer.sign(utf8(text))
    note += `${linePrefix}${signer.key.name} ${base64Of(concat([signer.key.id.subarray(0, 4), signature]))}\n`
  }
  return note
}

/** Reads a signed note and verifies every signature by a known key; lines of other keys are passed over. */
export async function openNote(note: string | Uint8Array, known: readonly VerifierKey[]): Promise<OpenedNote> {
  const parsed = parseNote(typeof note === 'string' ? note : textOf(note))
  if (parsed === undefined) return { kind: 'refused', problem: 'malformed' }
  const message = utf8(parsed.text)
  const signedBy: VerifierKey[] = []
  const unknown: string[] = []
  for (const line of parsed.lines) {
    const key = known.find(({ name, id }) => name === line.name && sameBytes(id.subarray(0, 4), line.keyId))
    if (key === undefined) {
      unknown.push(line.name)
    } else if (await verifySignature(key, message, line.signature)) {
      signedBy.push(key)
    } else {
      return { kind: 'refused', problem: 'bad-signature' }
    }
  }
  return signedBy.length === 0
    ? { kind: 'refused', problem: 'not-signed' }
    : { kind: 'signed', text: parsed.text, signedBy, unknown }
}

interface SignatureLine {
  readonly name: string
  readonly keyId: Bytes
  readonly signature: Bytes
}

function parseNote(
  note: string | undefined,
): { readonly text: string; readonly lines: readonly SignatureLine[] } | undefined {
  if (note === undefined || !note.isWellFormed()) return undefined
  const cut = note.lastIndexOf('\n\n')
  const text = note.slice(0, cut + 1)
  const block = note.slice(cut + 2)
  if (cut < 0 || !isNoteText(text) || !isNoteText(block)) return undefined
  const lines = block.slice(0, -1).split('\n').map(parseLine)
  if (lines.length > mostLines || lines.includes(undefined)) return undefined
  return { text, lines: lines.filter((line) => line !== undefined) }
}

function parseLine(line: string): SignatureLine | undefined {
  if (!line.startsWith(linePrefix)) return undefined
  const space = line.indexOf(' ', linePrefix.length)
  const name = line.slice(linePrefix.length, space)
  const bytes = bytesOfBase64(line.slice(space + 1))
  if (space < 0 || !isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined
  return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
}

function isNoteText(text: string): boolean {
  if (!text.endsWith('\n') || !text.isWellFormed()) return false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x20 && code !== 0x0a) return false
  }
  return true
}
