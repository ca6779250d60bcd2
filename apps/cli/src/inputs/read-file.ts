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
    if (size > mostTextBytes) {
      throw new InputError(
        'FEIYU_INPUT_TOO_LARGE',
        `\`${path}\` is larger than 16 MB; name a file of facts, not the data itself`,
        { at: path },
      )
    }
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
 * The SHA-256 of a file of any size.
 *
 * @throws InputError when it cannot be read or holds nothing
 */
export async function readProof(path: string): Promise<ProofFile> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    await using file = await open(path, 'r')
    if ((await file.stat()).isDirectory()) throw directory(path)
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      const part = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk))
      hash.update(part)
      bytes += part.length
    }
  } catch (error) {
    throw inputError(path, error)
  }
  if (bytes === 0)
    throw new InputError('FEIYU_INPUT_EMPTY', `\`${path}\` is empty; a proof has to hold something`, { at: path })
  return { path, digest: `sha256:${hash.digest('hex')}`, bytes }
}

function directory(path: string): InputError {
  return new InputError('FEIYU_INPUT_DIRECTORY', `\`${path}\` is a folder; name a file in it`, { at: path })
}

function inputError(path: string, error: unknown): InputError {
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
