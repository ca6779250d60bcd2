import type { FactScalar } from '../facts/fact.ts'

/** What makes a word of a cell something else: how a value begins that is not a plain word, and signs that part values. */
const special = /^["$<>=+\-@{#]|^(stated|in|not)( |$)|[;|"]|\p{Cc}|^\s|\s$/u

/** A value as a cell holds it: what could be read as anything else stands between double quotes, as in JSON. */
export function writeWord(value: FactScalar): string {
  if (typeof value !== 'string') return String(value)
  return value === '' || special.test(value) || isOtherType(value) ? JSON.stringify(value) : value
}

/** The same for a text that is not a value; spreadsheets take a text that begins with a sign for a formula. */
export function writeText(text: string): string {
  return text === '' || /^["=+\-@]|^\s|\s$|[^\P{Cc}\n]/u.test(text) ? JSON.stringify(text) : text
}

/**
 * The value of one word of a cell. A spreadsheet writes `TRUE` where `true` was; both are read.
 *
 * @returns a sentence on what is wrong instead of a value
 */
export function readWord(word: string): { readonly value: FactScalar } | { readonly wrong: string } {
  if (word === '') return { wrong: 'a value is missing; write one' }
  if (word.startsWith('"')) {
    const text = readQuoted(word)
    return text === null ? { wrong: `\`${word}\` is not a text between double quotes; close it` } : { value: text }
  }
  if (/^(true|false)$/i.test(word)) return { value: word.toLowerCase() === 'true' }
  if (isNumber(word)) return { value: Number(word) }
  if (/^\d{1,4}[/.]\d{1,2}[/.]\d{1,4}$/.test(word))
    return {
      wrong: `\`${word}\` looks like a date that a spreadsheet wrote; write YYYY-MM-DD and format the cell as text`,
    }
  if (special.test(word) || /^[\d.,]+$/.test(word))
    return { wrong: `\`${word}\` is neither a word nor a number; put a text between double quotes` }
  return { value: word }
}

/** The text of a cell that is not a value. */
export function readText(cell: string): string | null {
  return cell.startsWith('"') ? readQuoted(cell) : cell
}

/** Parts a text at a sign, but not inside double quotes. */
export function splitOutsideQuotes(text: string, sign: string): readonly string[] {
  const parts: string[] = []
  let part = ''
  let inside = false
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (inside && character === '\\') {
      part += text.slice(at, at + 2)
      at++
      continue
    }
    if (character === '"') inside = !inside
    if (!inside && character === sign) {
      parts.push(part.trim())
      part = ''
    } else part += character
  }
  return [...parts, part.trim()]
}

function readQuoted(word: string): string | null {
  try {
    const value: unknown = JSON.parse(word)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

function isOtherType(text: string): boolean {
  return (
    isNumber(text) ||
    /^(true|false)$/i.test(text) ||
    /^[\d.,]+$/.test(text) ||
    /^\d{1,4}[/.]\d{1,2}[/.]\d{1,4}$/.test(text)
  )
}

function isNumber(text: string): boolean {
  return /^-?\d/.test(text) && String(Number(text)) === text
}
