/**
 * One bit for each kind of byte. A codec ORs the classes of a cell's bytes while it looks for the cell's end, so the
 * scanner knows what a cell can hold before it touches it again.
 */
export const digit = 1
export const upper = 2
export const lower = 4
/** Any byte of a character outside ASCII. */
export const high = 8
export const at = 16
export const dot = 32
export const dash = 64
/** Space and tab. */
export const space = 128
export const colon = 256
export const star = 512
export const plus = 1024
export const underscore = 2048
/** `(` and `)`. */
export const paren = 4096
export const slash = 8192
/** Any other printable ASCII. */
export const other = 16384
/** Line ends inside quotes, NUL and the other control characters. */
export const control = 32768

/** Class of each byte value; 256 entries. */
export const byteClass: Uint16Array = table()

function table(): Uint16Array {
  const classes = new Uint16Array(256)
  for (let byte = 0; byte < 256; byte++) {
    classes[byte] = byte < 0x20 || byte === 0x7f ? control : byte < 0x80 ? other : high
  }
  for (let byte = 0x30; byte <= 0x39; byte++) classes[byte] = digit
  for (let byte = 0x41; byte <= 0x5a; byte++) classes[byte] = upper
  for (let byte = 0x61; byte <= 0x7a; byte++) classes[byte] = lower
  const single: readonly (readonly [string, number])[] = [
    ['@', at],
    ['.', dot],
    ['-', dash],
    [' ', space],
    ['\t', space],
    [':', colon],
    ['*', star],
    ['+', plus],
    ['_', underscore],
    ['(', paren],
    [')', paren],
    ['/', slash],
  ]
  for (const [character, bit] of single) classes[character.charCodeAt(0)] = bit
  return classes
}
