import { readFile } from 'node:fs/promises'
import type { Context } from '../context.ts'
import { HomeError } from '../errors.ts'
import { writeDurably } from './durable-write.ts'
import { inHome } from './home-layout.ts'

/** A key file, and whether it was made just now. */
export interface KeyFile {
  readonly path: string
  readonly text: string
  readonly isNew: boolean
}

/** The text of a key file; a new one where there is none. Two commands at the same time end up with the same key. */
export async function keyFile(context: Context, part: string, make: () => string): Promise<KeyFile> {
  const path = inHome(context.config.home, part)
  const there = await readKeyFile(path)
  if (there !== null) return { path, text: there, isNew: false }
  const text = make()
  if (await writeDurably(path, text, { replace: false })) return { path, text, isNew: true }
  const first = await readKeyFile(path)
  if (first === null) throw unreadable(path)
  return { path, text: first, isNew: false }
}

/** The text of a key file; null where there is none. */
export async function readKeyFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw unreadable(path, error)
  }
}

function unreadable(path: string, cause?: unknown): HomeError {
  return new HomeError('FEIYU_HOME_KEY_BROKEN', `the key \`${path}\` cannot be read; look at its rights and the disk`, {
    at: path,
    cause,
  })
}

/** Letters alone: a name that no rule of names takes for a number. */
export function letters(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `${letter(byte >> 4)}${letter(byte & 15)}`).join('')
}

function letter(value: number): string {
  return String.fromCharCode(0x61 + value)
}
