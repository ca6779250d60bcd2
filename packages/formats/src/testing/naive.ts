import type { Cell } from './read-table.ts'

export interface NaiveTable {
  readonly names: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** CSV character by character, on strings; undefined when a quote is never closed. */
export function naiveCsv(text: string, delimiter: string, quote: string): string[][] | undefined {
  const records: string[][] = []
  let at = 0
  while (at < text.length) {
    const record: string[] = []
    let nothing = true
    for (;;) {
      let cell = ''
      if (text[at] === quote) {
        at++
        nothing = false
        for (;;) {
          if (at >= text.length) return undefined
          if (text[at] === quote && text[at + 1] === quote) {
            cell += quote
            at += 2
          } else if (text[at] === quote) {
            at++
            break
          } else {
            cell += text[at++]
          }
        }
      }
      while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
        nothing = false
        cell += text[at++]
      }
      record.push(cell)
      if (at >= text.length || text[at] !== delimiter) break
      nothing = false
      at++
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    if (!nothing || records[0]?.length === 1) records.push(record)
  }
  return records
}

/** What a headerless table of these records must look like. */
export function headerless(records: readonly (readonly string[])[]): NaiveTable {
  const width = Math.max(...records.map((record) => record.length))
  return {
    names: Array.from({ length: width }, (_, index) => `column_${index + 1}`),
    rows: records.map((record) => Array.from({ length: width }, (_, index) => record[index] ?? null)),
  }
}

/** Records through JSON.parse: paths in order of appearance, the values of one path joined by line feeds. */
export function naiveJson(records: readonly unknown[]): NaiveTable {
  const names: string[] = []
  const found = records.map((record) => {
    const values = new Map<string, string>()
    collect(record, '', (path, value) => {
      const before = values.get(path)
      values.set(path, before === undefined ? value : `${before}\n${value}`)
      if (!names.includes(path)) names.push(path)
    })
    return values
  })
  return { names, rows: found.map((values) => names.map((name) => values.get(name) ?? null)) }
}

function collect(value: unknown, path: string, found: (path: string, value: string) => void): void {
  if (Array.isArray(value)) {
    if (value.length === 0) found(`${path}[]`, '')
    for (const element of value) collect(element, `${path}[]`, found)
  } else if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
    if (members.length === 0 && path !== '') found(path, '')
    for (const [name, member] of members) collect(member, path === '' ? name : `${path}.${name}`, found)
  } else {
    found(path, value === null ? '' : String(value))
  }
}
