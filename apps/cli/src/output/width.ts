import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'

/** Columns that a text takes on a terminal: Chinese characters take two, escape sequences none. */
export const widthOf = (text: string): number => stringWidth(text)

/** The text filled with spaces to `width` columns; a longer one stays as it is. */
export function pad(text: string, width: number, side: 'left' | 'right' = 'right'): string {
  const fill = ' '.repeat(Math.max(0, width - widthOf(text)))
  return side === 'right' ? text + fill : fill + text
}

/** Control characters that a file or a flag may bring, made visible: a terminal must not obey them. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(/\p{Cc}|\p{Cf}/gu, (character) => {
    return `\\u{${character.codePointAt(0)?.toString(16)}}`
  })
}

// Signs that may not begin a line, and those that may not end one (GB/T 15834 and common sense).
const notFirst = /^[，。、；：？！）》」』】”’…—,.;:?!)\]}%]/
const notLast = /[（《「『【“‘([{]$/

/**
 * Breaks a text into lines of at most `width` columns: at spaces, and between Chinese characters, but never before a
 * closing sign or after an opening one. A word longer than a line is cut.
 */
export function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(width, 2)))
}

function wrapParagraph(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let lineWidth = 0
  for (const piece of pieces(text)) {
    const pieceWidth = widthOf(piece)
    if (lineWidth + widthOf(piece.trimEnd()) <= width) {
      line += piece
      lineWidth += pieceWidth
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    const [full, rest] = cut(piece, width)
    lines.push(...full)
    line = rest
    lineWidth = widthOf(rest)
  }
  lines.push(line.trimEnd())
  return lines
}

/** The smallest parts that a line may hold: words with their space, single Chinese characters, signs with their neighbour. */
function pieces(text: string): readonly string[] {
  const found: string[] = []
  for (const [part] of text.matchAll(
    /[\p{Script=Han}，。、；：？！（）《》「」『』【】“”‘’…—] ?|[^\p{Script=Han}，。、；：？！（）《》「」『』【】“”‘’…—\s]+ ?|\s/gu,
  )) {
    const last = found.at(-1)
    if (last !== undefined && (notFirst.test(part) || notLast.test(last)) && !last.endsWith(' '))
      found[found.length - 1] = last + part
    else found.push(part)
  }
  return found
}

function cut(piece: string, width: number): readonly [readonly string[], string] {
  const full: string[] = []
  let line = ''
  for (const character of piece) {
    if (widthOf(line + character.trimEnd()) > width) {
      full.push(line)
      line = ''
    }
    line += character
  }
  return [full, line]
}
