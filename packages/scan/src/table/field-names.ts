import { byteClass } from '../byte-class.ts'
import type { CellScanner } from '../cells/cell-scanner.ts'
import type { Column } from '../columns/column.ts'
import { detectors, email, iban, mobile, phoneInternational } from '../detectors/detector.ts'

/** What stands in a name for bytes that are no character, and half a character. */
const unreadable = /[\ufffd\p{Surrogate}]/u

/**
 * The names under which columns may be shown: `column_N` in place of a name that itself holds a person's value, and of one
 * that nobody can read for certain, nor write as text.
 */
export function publicNames(columns: readonly Column[], scanner: CellScanner): string[] {
  return columns.map(({ rawName, index }) =>
    isUnreadableName(rawName) || pathHoldsValue(rawName, scanner) ? `column_${index + 1}` : rawName,
  )
}

/** Whether a name holds what is no character: no gate lets it pass. */
export function isUnreadableName(name: string): boolean {
  return unreadable.test(name)
}

/** A path of JSON is looked at key by key as well: between two digits, its point makes a decimal of what is none. */
function pathHoldsValue(path: string, scanner: CellScanner): boolean {
  if (holdsValue(path, scanner)) return true
  return path.includes('.') && path.split('.').some((key) => holdsValue(key, scanner))
}

/** Whether a name of a column holds what identifies a person, or a secret. */
export function holdsValue(name: string, scanner: CellScanner): boolean {
  scanText(scanner, name)
  const { hits, from, to } = scanner
  for (let index = 0; index < hits.count; index++) {
    const code = hits.codes[index]!
    const { strong, checksum } = detectors[code]!
    if (strong || code === mobile || code === email || code === iban) return true
    // A weaker find is a value where it is the whole name: part of a code, it would be chance.
    const isWhole = hits.starts[index] === from && hits.ends[index] === to
    if (isWhole && (checksum || code === phoneInternational)) return true
  }
  return false
}

/** Scans a text that is not a cell; what it holds is left in the scanner. */
export function scanText(scanner: CellScanner, text: string): void {
  const bytes = new TextEncoder().encode(text)
  let mask = 0
  for (const byte of bytes) mask |= byteClass[byte]!
  scanner.hint = 0
  scanner.scan(bytes, 0, bytes.length, mask)
}
