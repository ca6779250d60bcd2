import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'

/** The rows of a written sample as plain objects, read by code that shares nothing with the writer. */
export function readSample(path: string, encoding: 'utf-8' | 'gb18030'): Record<string, string>[] {
  const lines = iconv.decode(readFileSync(path), encoding).trimEnd().split('\n')
  if (path.endsWith('.ndjson')) return lines.map((line) => strings(JSON.parse(line)))
  const [header = [], ...rows] = lines.map(fields)
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
}

function fields(line: string): string[] {
  return [...line.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,]*))(?=,|$)/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  )
}

function strings(row: unknown): Record<string, string> {
  if (typeof row !== 'object' || row === null) throw new TypeError('a line is no object')
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)]))
}
