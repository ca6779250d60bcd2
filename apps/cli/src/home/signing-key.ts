import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { promisify } from 'node:util'
import { hashingWith, type Signer, type VerifierKey, verifierKey } from '@feiyu/evidence'
import { HomeError } from '../errors.ts'

/** SHA-256 of this process, for the short work around keys. */
export const nodeHashing = hashingWith((bytes) => Uint8Array.from(createHash('sha256').update(bytes).digest()))

/** Signing on the thread pool: many entries are signed at once while the crossing goes on. */
const signAside = promisify(sign)

const nameLine = /^name: (\S+)$/m

/**
 * The text of a new Ed25519 key: its name, what it is for, and PKCS #8 in PEM, so that OpenSSL reads it as well.
 */
export function newKeyText(name: string, purpose: string): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  return `# ${purpose}\n# Keep a copy in a safe place, and never hand it to anybody.\nname: ${name}\n${String(pem)}`
}

/**
 * Reads the text of a key.
 *
 * @throws HomeError without a word of what the file holds
 */
export function readSigner(path: string, text: string): Signer {
  const name = nameLine.exec(text)?.[1]
  const privateKey = name === undefined ? null : privateKeyOf(text)
  if (name === undefined || privateKey === null) {
    throw new HomeError(
      'FEIYU_HOME_KEY_BROKEN',
      `the key \`${path}\` cannot be read; put back its copy (a new key would begin a new log)`,
      { at: path },
    )
  }
  return {
    key: publicPart(name, privateKey),
    sign: async (message) => Uint8Array.from(await signAside(null, message, privateKey)),
  }
}

function privateKeyOf(text: string): KeyObject | null {
  const from = text.indexOf('-----BEGIN')
  if (from < 0) return null
  try {
    const key = createPrivateKey(text.slice(from))
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    // The parser's own words may quote the key; the caller says which file it is.
    return null
  }
}

function publicPart(name: string, privateKey: KeyObject): VerifierKey {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  // The last 32 bytes of an Ed25519 SubjectPublicKeyInfo are the key itself (RFC 8410).
  return nodeHashing(verifierKey(name, Uint8Array.from(spki.subarray(-32))))
}
