import { type Bytes, base64Of, bytesOfBase64, concat, hexOf, utf8 } from '../bytes.ts'
import { NoteError } from '../errors.ts'
import type { Hashing } from '../hashing.ts'

/** Signature type of Ed25519 in C2SP signed-note. */
const ed25519 = 0x01
const publicKeyBytes = 32

/** An Ed25519 key that signs notes under a name. Name and key ID together identify it. */
export interface VerifierKey {
  readonly name: string
  /** SHA-256(name ‖ newline ‖ 0x01 ‖ public key); the key ID of a signature line is its first four bytes. */
  readonly id: Bytes
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Bytes
}

/** Whoever holds the private half: a file, a KMS, a hardware module. */
export interface Signer {
  readonly key: VerifierKey
  /** The Ed25519 signature (64 bytes) over the message. */
  sign(message: Bytes): Bytes | Promise<Bytes>
}

/** The key of a name and a public key. */
export function* verifierKey(name: string, publicKey: Bytes): Hashing<VerifierKey> {
  if (!isKeyName(name)) {
    throw new NoteError(
      'FEIYU_NOTE_KEY_NAME',
      'the name of a key is empty or holds white space, control characters or `+`; use a name such as `example.com/port`',
    )
  }
  if (publicKey.length !== publicKeyBytes) {
    throw new NoteError('FEIYU_NOTE_KEY_MALFORMED', `a public key has ${publicKeyBytes} bytes, not ${publicKey.length}`)
  }
  const id = yield concat([utf8(`${name}\n`), Uint8Array.of(ed25519), publicKey])
  return { name, id, publicKey }
}

/** The one-line form that is handed to verifiers: `NAME+KEY ID in hexadecimal+base64(0x01 ‖ public key)`. */
export function writeVerifierKey({ name, id, publicKey }: VerifierKey): string {
  return `${name}+${hexOf(id.subarray(0, 4))}+${base64Of(concat([Uint8Array.of(ed25519), publicKey]))}`
}

/** Reads the one-line form and checks that its key ID belongs to its name and key. */
export function* readVerifierKey(text: string): Hashing<VerifierKey> {
  const [name = '', keyId = '', ...rest] = text.split('+')
  // Base64 may hold `+` itself.
  const encoded = bytesOfBase64(rest.join('+'))
  if (rest.length === 0 || encoded === undefined || encoded.length !== 1 + publicKeyBytes) {
    throw new NoteError(
      'FEIYU_NOTE_KEY_MALFORMED',
      'this is not a verifier key; it has the form `NAME+8 HEX DIGITS+BASE64`, all on one line',
    )
  }
  if (encoded[0] !== ed25519) {
    throw new NoteError('FEIYU_NOTE_KEY_ALGORITHM', `keys of type ${encoded[0]} are not known; use an Ed25519 key`)
  }
  const key = yield* verifierKey(name, encoded.slice(1))
  if (hexOf(key.id.subarray(0, 4)) !== keyId) {
    throw new NoteError(
      'FEIYU_NOTE_KEY_MALFORMED',
      'the key ID does not belong to this name and key; ask the log for its verifier key again',
    )
  }
  return key
}

/** Whether the text can name a key: no white space, no control character, no `+`. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[+\p{White_Space}\p{Cc}]/u.test(name)
}

/** Whether the signature over the message is by the key. */
export async function verifySignature(key: VerifierKey, message: Bytes, signature: Bytes): Promise<boolean> {
  const publicKey = await crypto.subtle.importKey('raw', key.publicKey, { name: 'Ed25519' }, false, ['verify'])
  return crypto.subtle.verify({ name: 'Ed25519' }, publicKey, signature, message)
}
