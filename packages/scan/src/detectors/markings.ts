/** How secret: 绝密, 机密, 秘密; the English words of other states are put beside them. */
export type SecrecyLevel = 'top-secret' | 'secret' | 'confidential'

/** What a text carries: `mark`, the statutory form (密级★期限); `label`, the word alone. */
export type MarkingKind = 'mark' | 'label'

// What a cell carries, as a number that is the greater the graver it is: kind, then level.
export const noMarking = 0
const label = 4
const mark = 8
const confidential = 1
const secret = 2
const topSecret = 3

const levels: readonly SecrecyLevel[] = ['confidential', 'secret', 'top-secret']

/** Kind and level of a code that `markingAt` or `englishMarking` gave. */
export function markingOf(code: number): { readonly kind: MarkingKind; readonly level: SecrecyLevel } {
  return { kind: code >= mark ? 'mark' : 'label', level: levels[(code & 3) - 1]! }
}

/**
 * The marking whose 密 (E5 AF 86) stands at `at`: 绝密, 机密 or 秘密; with ★, ☆, * or ＊ after it (spaces between
 * allowed) it is the mark of the Law on Guarding State Secrets, without one a mere label.
 */
export function markingAt(bytes: Uint8Array, from: number, at: number, to: number): number {
  if (at - from < 3) return noMarking
  const level = levelOf((bytes[at - 3]! << 16) | (bytes[at - 2]! << 8) | bytes[at - 1]!)
  if (level === noMarking) return noMarking
  let index = at + 3
  while (index < to && (bytes[index] === 0x20 || bytes[index] === 0x09)) index++
  while (isWideSpace(bytes, index, to)) index += 3
  return level + (isStar(bytes, index, to) ? mark : label)
}

/** Whether an English marking may begin with this byte. */
export function mayMark(byte: number): boolean {
  return byte === 0x54 || byte === 0x53 || byte === 0x4e || byte === 0x20 || byte === 0x28 || byte === 0x2f
}

/** The English marking at the beginning of a cell: `TOP SECRET//`, `SECRET//` and `NOFORN` are marks. */
export function englishMarking(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && (bytes[at] === 0x20 || bytes[at] === 0x28 || bytes[at] === 0x2f)) at++
  if (startsWith(bytes, at, to, topSecretWords)) return after(bytes, at + 10, to, topSecret)
  if (startsWith(bytes, at, to, secretSlashes)) return mark + secret
  return startsWith(bytes, at, to, noForeign) && !isLetter(bytes[at + 6]!, at + 6 < to) ? mark + secret : noMarking
}

const encoder = new TextEncoder()
const topSecretWords = encoder.encode('TOP SECRET')
const secretSlashes = encoder.encode('SECRET//')
const noForeign = encoder.encode('NOFORN')

function after(bytes: Uint8Array, at: number, to: number, level: number): number {
  if (at + 1 < to && bytes[at] === 0x2f && bytes[at + 1] === 0x2f) return mark + level
  return isLetter(bytes[at]!, at < to) ? noMarking : label + level
}

function isLetter(byte: number, exists: boolean): boolean {
  return exists && (byte & 0xdf) >= 0x41 && (byte & 0xdf) <= 0x5a
}

function startsWith(bytes: Uint8Array, at: number, to: number, text: Uint8Array): boolean {
  if (at + text.length > to) return false
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text[index]) return false
  return true
}

/** 绝 E7 BB 9D, 机 E6 9C BA, 秘 E7 A7 98. */
function levelOf(character: number): number {
  if (character === 0xe7bb9d) return topSecret
  if (character === 0xe69cba) return secret
  return character === 0xe7a798 ? confidential : noMarking
}

function isStar(bytes: Uint8Array, at: number, to: number): boolean {
  if (at >= to) return false
  if (bytes[at] === 0x2a) return true
  if (at + 2 >= to) return false
  const character = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
  return character === 0xe29885 || character === 0xe29886 || character === 0xefbc8a
}

/** U+3000. */
function isWideSpace(bytes: Uint8Array, at: number, to: number): boolean {
  return at + 2 < to && bytes[at] === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80
}
