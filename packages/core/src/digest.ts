import { canonicalJson } from './canonical-json.ts'

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = `sha256:${string}`

/** SHA-256 (FIPS 180-4) of bytes or of the UTF-8 form of a text. */
export async function digestOf(content: Uint8Array<ArrayBuffer> | string): Promise<Digest> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  let hex = ''
  for (const byte of hash) hex += byte.toString(16).padStart(2, '0')
  return `sha256:${hex}`
}

/** SHA-256 of the canonical JSON of a value. */
export async function digestOfJson(value: unknown): Promise<Digest> {
  return digestOf(canonicalJson(value))
}
