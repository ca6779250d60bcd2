import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import type { Digest } from '@feiyu/core'
import { InputError } from '../errors.ts'

/** Facts, statements and mechanisms are written by people; more than this is another kind of file. */
const mostTextBytes = 16 * 1024 * 1024

/**
 * The text of a small file, or of standard input for `-`.
 *
 * @throws InputError when it cannot be read, is too large, or is not UTF-8
 */
export async function readText(path: string, stdin: Readable): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    if (path === '-') for await (const chunk of stdin) take(chunk)
    else {
      await using file = await open(path, 'r')
      if ((await file.stat()).isDirectory()) throw directory(path)
      for await (const chunk of file.createReadStream({ autoClose: false })) take(chunk)
    }
  } catch (error) {
    throw inputError(path, error)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (error) {
    throw new InputError('FEIYU_INPUT_ENCODING', `\`${path}\` is not UTF-8; save it as UTF-8`, {
      at: path,
      cause: error,
    })
  }

  function take(chunk: unknown): void {
    const bytes =
      typeof chunk === 'string' ? Buffer.from(chunk) : chunk instanceof Uint8Array ? chunk : new Uint8Array(0)
    size += bytes.length
    if (size > mostTextBytes) throw tooLarge(path)
    chunks.push(bytes)
  }
}

/** A file that proves something: only its digest is kept. */
export interface ProofFile {
  readonly path: string
  readonly digest: Digest
  readonly bytes: number
}

/**
 * The bytes of a small file as they are, whatever they are.
 *
 * @throws InputError when it cannot be read or is too large
 */
export async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  await eachPart(path, (part) => {
    size += part.length
    if (size > mostTextBytes) throw tooLarge(path)
    chunks.push(part)
  })
  return new Uint8Array(Buffer.concat(chunks))
}

/**
 * The SHA-256 of a file of any size, also of an empty one.
 *
 * @throws InputError when it cannot be read
 */
export async function digestOfFile(path: string): Promise<{ readonly digest: Digest; readonly bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  await eachPart(path, (part) => {
    hash.update(part)
    bytes += part.length
  })
  return { digest: `sha256:${hash.digest('hex')}`, bytes }
}

/**
 * The SHA-256 of a file that proves something.
 *
 * @throws InputError when it cannot be read or holds nothing
 */
export async function readProof(path: string): Promise<ProofFile> {
  const { digest, bytes } = await digestOfFile(path)
  if (bytes === 0)
    throw new InputError('FEIYU_INPUT_EMPTY', `\`${path}\` is empty; a proof has to hold something`, { at: path })
  return { path, digest, bytes }
}

async function eachPart(path: string, take: (part: Uint8Array) => void): Promise<void> {
  try {
    await using file = await open(path, 'r')
    if ((await file.stat()).isDirectory()) throw directory(path)
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      take(chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk)))
    }
  } catch (error) {
    throw inputError(path, error)
  }
}

function tooLarge(path: string): InputError {
  return new InputError(
    'FEIYU_INPUT_TOO_LARGE',
    `\`${path}\` is larger than 16 MB; name a file of facts, not the data itself`,
    { at: path },
  )
}

/** The error of a folder in the place of a file. */
export function directory(path: string): InputError {
  return new InputError('FEIYU_INPUT_DIRECTORY', `\`${path}\` is a folder; name a file in it`, { at: path })
}

/** The error of a file that cannot be read. */
export function inputError(path: string, error: unknown): InputError {
  if (error instanceof InputError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  const options = { at: path, cause: error }
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new InputError('FEIYU_INPUT_MISSING', `no file \`${path}\`; check the path`, options)
  if (code === 'EACCES' || code === 'EPERM') {
    return new InputError(
      'FEIYU_INPUT_UNREADABLE',
      `no permission to read \`${path}\`; ask its owner for read access`,
      options,
    )
  }
  return new InputError(
    'FEIYU_INPUT_READ',
    `\`${path}\` cannot be read (\`${code}\`); check the path and the disk`,
    options,
  )
}
