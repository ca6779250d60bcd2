/** What a codec met and read past. Nothing is lost: the bytes concerned still reach the scanner. */
export type WarningCode =
  | 'short-rows'
  | 'long-rows'
  | 'stray-quotes'
  | 'text-after-quote'
  | 'nul-bytes'
  | 'invalid-utf8'
  | 'replaced-characters'
  | 'second-forms'
  | 'lone-surrogates'
  | 'duplicate-names'
  | 'empty-names'

export interface FormatWarning {
  readonly code: WarningCode
  readonly count: number
  /** First row concerned: data rows count from 1, 0 is the header; null where no row is concerned. */
  readonly row: number | null
  /** First byte concerned, from the start of the file; null where no single byte is concerned. */
  readonly offset: number | null
  /** A sentence for people, without the content of any cell. */
  readonly message: string
}

interface Entry {
  count: number
  readonly row: number | null
  readonly offset: number | null
}

/** Counts warnings by code and remembers where each was met first. */
export class WarningLog {
  readonly #entries = new Map<WarningCode, Entry>()

  add(code: WarningCode, row: number | null, offset: number | null = null, count = 1): void {
    const entry = this.#entries.get(code)
    if (entry === undefined) this.#entries.set(code, { count, row, offset })
    else entry.count += count
  }

  list(): FormatWarning[] {
    return [...this.#entries].map(([code, { count, row, offset }]) => ({
      code,
      count,
      row,
      offset,
      message: describe(code, count, row, offset),
    }))
  }
}

function describe(code: WarningCode, count: number, row: number | null, offset: number | null): string {
  const where = row === null ? '' : row === 0 ? ', first in the header' : `, first in row ${row}`
  const byte = offset === null ? '' : ` at byte ${offset}`
  return `${sentences[code](count)}${where}${byte}`
}

const sentences: Readonly<Record<WarningCode, (count: number) => string>> = {
  'short-rows': (n) =>
    `${n} row(s) have fewer cells than the table has columns; the missing cells are taken as absent, and written so`,
  'long-rows': (n) =>
    `${n} row(s) have more cells than the table has columns; the rest stands in columns of its own, and is written so`,
  'stray-quotes': (n) => `${n} cell(s) hold a quote that does not open the cell; it is taken as part of the text`,
  'text-after-quote': (n) => `${n} cell(s) have text after the closing quote; it is taken as part of the cell`,
  'nul-bytes': (n) => `${n} NUL byte(s)`,
  'invalid-utf8': (n) =>
    `${n} place(s) are not valid UTF-8; if the text looks wrong, name its encoding (utf-8, gb18030, utf-16le, utf-16be)`,
  'replaced-characters': (n) => `${n} place(s) do not exist in the encoding and were replaced by U+FFFD`,
  'second-forms': (n) =>
    `${n} character(s) stand in a second form of GB 18030 (such as byte 80 for €) and are written in the first`,
  'lone-surrogates': (n) => `${n} escape(s) are half a surrogate pair and were replaced by U+FFFD`,
  'duplicate-names': (n) =>
    `${n} column name(s) occur more than once and are numbered here; the header is written as it is`,
  'empty-names': (n) =>
    `${n} column(s) have no name and are named by their position here; the header is written as it is`,
}
