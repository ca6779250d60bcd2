/** Places in bytes that are not UTF-8: each is what a decoder would replace by one U+FFFD. */
export interface InvalidPlaces {
  readonly count: number
  /** Index of the first one; -1 when there is none. */
  readonly first: number
}

/** Finds them one by one; for bytes that `isUtf8` has refused. (Unicode 16, section 3.9, table 3-7.) */
export function invalidUtf8(bytes: Uint8Array): InvalidPlaces {
  let count = 0
  let first = -1
  for (let at = 0; at < bytes.length; ) {
    const length = sequence(bytes, at)
    if (length > 0) {
      at += length
      continue
    }
    if (count === 0) first = at
    count++
    at -= length
  }
  return { count, first }
}

/** Length of the character at `at`; negative: so many bytes of a broken one. */
function sequence(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return -1
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  for (let index = 1; index < length; index++) {
    const byte = bytes[at + index] ?? 0
    if (byte < (index === 1 ? least : 0x80) || byte > (index === 1 ? most : 0xbf)) return -index
  }
  return length
}
