import { isDeepStrictEqual } from 'node:util'

/** A note as a reader takes it that passes over what is no base64 in its signature line. */
export function lenientNote(note: string): readonly string[] {
  const [text = '', line = '', ...rest] = note.split('\n\n— ')
  const [name = '', signature = '', ...more] = line.split(' ')
  return [text, name, Buffer.from(signature, 'base64').toString('hex'), signature.slice(-1), ...more, ...rest]
}

/** Whether Go reads the two notes alike: its base64 has one alphabet, but leaves the spare bits of the last letter open. */
export function sameToGo(note: string, other: string): boolean {
  const signature = other.slice(other.lastIndexOf(' ') + 1)
  return /^[A-Za-z0-9+/]+={0,2}\n$/.test(signature) && isDeepStrictEqual(lenientNote(note), lenientNote(other))
}
