import { FormatError } from './errors.ts'

interface Signature {
  readonly offset: number
  readonly bytes: string
  readonly what: string
  readonly advice: string
}

const unpack = 'unpack it and give the file inside'
const exportIt = 'export the table as CSV'

/** First bytes (Latin-1) of formats that people hand over by mistake. */
const signatures: readonly Signature[] = [
  { offset: 0, bytes: 'PAR1', what: 'a Parquet file', advice: exportIt },
  { offset: 0, bytes: '\x1f\x8b', what: 'a gzip archive', advice: unpack },
  { offset: 0, bytes: '\x28\xb5\x2f\xfd', what: 'a zstd archive', advice: unpack },
  { offset: 4, bytes: '1AY&SY', what: 'a bzip2 archive', advice: unpack },
  { offset: 0, bytes: '\xfd7zXZ\0', what: 'an xz archive', advice: unpack },
  { offset: 0, bytes: '7z\xbc\xaf\x27\x1c', what: 'a 7z archive', advice: unpack },
  { offset: 0, bytes: 'Rar!\x1a\x07', what: 'a RAR archive', advice: unpack },
  { offset: 257, bytes: 'ustar', what: 'a tar archive', advice: unpack },
  { offset: 0, bytes: '%PDF-', what: 'a PDF document', advice: 'give the table it was made from, as CSV' },
  { offset: 0, bytes: 'SQLite format 3\0', what: 'an SQLite database', advice: exportIt },
  { offset: 8, bytes: 'DUCK', what: 'a DuckDB database', advice: exportIt },
  { offset: 0, bytes: 'Obj\x01', what: 'an Avro file', advice: exportIt },
  { offset: 0, bytes: 'ORC', what: 'an ORC file', advice: exportIt },
  { offset: 0, bytes: 'ARROW1\0\0', what: 'an Arrow file', advice: exportIt },
  {
    offset: 0,
    bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    what: 'an old Excel workbook or another Office file',
    advice: 'save the sheet as CSV',
  },
  { offset: 0, bytes: '\x7fELF', what: 'a program', advice: 'give a CSV or NDJSON file' },
  { offset: 0, bytes: '\x89PNG', what: 'a PNG picture', advice: 'give a CSV or NDJSON file' },
  { offset: 0, bytes: '\xff\xd8\xff', what: 'a JPEG picture', advice: 'give a CSV or NDJSON file' },
]

const zips: readonly (readonly [inside: string, what: string, advice: string])[] = [
  ['xl/', 'an Excel workbook', 'save the sheet as CSV'],
  ['opendocument.spreadsheet', 'an OpenDocument spreadsheet', 'save the sheet as CSV'],
  ['word/', 'a Word document', 'give the table it holds, as CSV'],
]

/** Control characters that do not occur in text; more of them than this share make a file binary. */
const binaryShare = 0.05
const binaryLeast = 8

/** Fails with the name of a known format that is not a table of text. */
export function refuseKnownBinary(path: string, sample: Uint8Array): void {
  const text = Buffer.from(sample.buffer, sample.byteOffset, sample.length).toString('latin1')
  if (text.startsWith('PK\x03\x04') || text.startsWith('PK\x05\x06')) {
    const known = zips.find(([inside]) => text.includes(inside))
    throw binaryError(path, known?.[1] ?? 'a zip archive', known?.[2] ?? unpack)
  }
  // A signature of letters alone may also be the first column name of a CSV; only a binary file has control characters.
  const binary = hasControls(text.slice(0, 4096))
  const found = signatures.find(({ offset, bytes }) => text.startsWith(bytes, offset) && (binary || bytes === '%PDF-'))
  if (found !== undefined) throw binaryError(path, found.what, found.advice)
}

/** Fails when a sample of what should be text holds as many control characters as only a binary file does. */
export function refuseUnknownBinary(path: string, sample: Uint8Array): void {
  let controls = 0
  for (const byte of sample) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++
  }
  if (controls >= binaryLeast && controls > sample.length * binaryShare) {
    throw binaryError(path, 'a binary file', 'give a CSV or NDJSON file, or name the encoding if it is text')
  }
}

/** Fails on text that is not a table. */
export function refuseMarkup(path: string, text: string): void {
  const start = text.trimStart().slice(0, 64).toLowerCase()
  const what = start.startsWith('<?xml')
    ? 'XML'
    : start.startsWith('<!doctype html') || start.startsWith('<html')
      ? 'HTML'
      : start.startsWith('{\\rtf')
        ? 'RTF'
        : undefined
  if (what === undefined) return
  throw new FormatError('FEIYU_FORMAT_UNSUPPORTED', `\`${path}\` is ${what}, not a table; ${exportIt}`, { at: path })
}

function hasControls(latin1: string): boolean {
  for (let at = 0; at < latin1.length; at++) {
    const unit = latin1.charCodeAt(at)
    if ((unit < 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) || unit === 0x7f) return true
  }
  return false
}

function binaryError(path: string, what: string, advice: string): FormatError {
  return new FormatError('FEIYU_FORMAT_BINARY', `\`${path}\` is ${what}; ${advice}`, { at: path })
}
