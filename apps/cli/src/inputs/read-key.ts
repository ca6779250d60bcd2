import type { Readable } from 'node:stream'
import { readText } from './read-file.ts'

/**
 * A verifier key in one line (`NAME+8 HEX DIGITS+BASE64`): the words themselves, or those in the file that they name. Only
 * read here; whether it is a key at all is judged by whoever uses it.
 *
 * @throws InputError when there is no such file
 */
export async function readKey(words: string, stdin: Readable): Promise<string> {
  const text = /^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/.test(words) ? words : await readText(words, stdin)
  return text.trim()
}
