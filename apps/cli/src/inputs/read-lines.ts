import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { TextDecoder } from 'node:util'
import { InputError } from '../errors.ts'
import { directory, inputError } from './read-file.ts'

/** Some lines of a file, one after the other. */
export interface Lines {
  /** Number of the first, from 1. */
  readonly first: number
  readonly lines: readonly string[]
}

/** Longer than any record of a decision. */
const mostLineLength = 16 * 1024 * 1024
const chunkBytes = 256 * 1024

/**
 * The lines of a text of any size, or of standard input for `-`, as many at once as one read brings. Memory does not grow
 * with the file.
 *
 * @throws InputError when it cannot be read, is not UTF-8, or has a line above 16 MiB
 */
export async function* readLines(path: string, stdin: Readable): AsyncGenerator<Lines> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  let first = 1
  for await (const chunk of chunks(path, stdin)) {
    const text = rest + decode(decoder, path, chunk, { stream: true })
    const end = text.lastIndexOf('\n')
    rest = text.slice(end + 1)
    if (rest.length > mostLineLength)
      throw new InputError('FEIYU_INPUT_LINE', 'this line is longer than 16 MiB; write one record on each line', {
        at: `${path}:${first}`,
      })
    if (end < 0) continue
    const lines = text.slice(0, end).split('\n')
    yield { first, lines }
    first += lines.length
  }
  rest += decode(decoder, path, new Uint8Array(0), {})
  if (rest !== '') yield { first, lines: [rest] }
}

async function* chunks(path: string, stdin: Readable): AsyncGenerator<Uint8Array> {
  try {
    if (path === '-') {
      for await (const chunk of stdin) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      return
    }
    await using file = await open(path, 'r')
    if ((await file.stat()).isDirectory()) throw directory(path)
    // One buffer for all reads: a stream makes one for each, and they wait for the collector.
    const buffer = new Uint8Array(chunkBytes)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } catch (error) {
    throw inputError(path, error)
  }
}

function decode(decoder: TextDecoder, path: string, bytes: Uint8Array, options: { readonly stream?: boolean }): string {
  try {
    return decoder.decode(bytes, options)
  } catch (cause) {
    throw new InputError('FEIYU_INPUT_ENCODING', `\`${path}\` is not UTF-8; save it as UTF-8`, { at: path, cause })
  }
}
