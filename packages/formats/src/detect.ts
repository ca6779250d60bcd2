import { isAscii } from 'node:buffer'
import type { CsvDialect } from './csv-parser.ts'
import { guessDialect, type SampleRows } from './detect-dialect.ts'
import {
  byteOrderMark,
  cutCharacter,
  type Encoding,
  encodings,
  guessEightBit,
  guessUtf16,
  transcoderFor,
} from './encodings.ts'
import { FormatError } from './errors.ts'
import { refuseKnownBinary, refuseMarkup, refuseUnknownBinary } from './magic.ts'
import { emptyError, type RegularFile } from './regular-file.ts'
import { mostBytesPerByte } from './transcoder.ts'

/** `json` is one array of objects; `ndjson` one object on each line. */
export type Format = 'csv' | 'ndjson' | 'json'

/** What the caller knows better than the detection. */
export interface KnownFormat {
  readonly format?: Format | undefined
  readonly encoding?: Encoding | undefined
  /** One ASCII character. */
  readonly delimiter?: string | undefined
  /** One ASCII character. */
  readonly quote?: string | undefined
}

export interface DetectedFormat {
  readonly format: Format
  /** Undefined when all bytes seen are ASCII: then the first others decide. */
  readonly encoding: Encoding | undefined
  /** Bytes of the byte order mark at the beginning; 0 without one. */
  readonly markBytes: number
  /** Null unless the format is CSV. */
  readonly dialect: CsvDialect | null
  /** First records of a CSV file as text; empty for the others. */
  readonly rows: SampleRows
}

const firstSampleBytes = 256 * 1024
const largestSampleBytes = 4 * 1024 * 1024

/**
 * Looks at the beginning of an open file (256 KiB; up to 4 MiB as long as that is not two lines) and says how to read it.
 * Throws a FormatError on what is not a table of text.
 */
export async function detect(file: RegularFile, known: KnownFormat = {}): Promise<DetectedFormat> {
  assertKnown(known)
  for (let size = firstSampleBytes; ; size *= 4) {
    const sample = await readSample(file, size)
    const whole = sample.length >= file.sizeBytes
    if (whole || size >= largestSampleBytes || hasTwoLines(sample)) return detectIn(file.path, sample, whole, known)
  }
}

function detectIn(path: string, sample: Uint8Array, whole: boolean, known: KnownFormat): DetectedFormat {
  refuseKnownBinary(path, sample)
  const mark = byteOrderMark(sample)
  if (mark !== undefined && known.encoding !== undefined && mark.encoding !== known.encoding) {
    throw new FormatError(
      'FEIYU_FORMAT_ENCODING',
      `\`${path}\` begins with the mark of ${mark.encoding}, not of \`${known.encoding}\`; leave the encoding out`,
      { at: path },
    )
  }
  const markBytes = mark?.bytes ?? 0
  const content = sample.subarray(markBytes)
  if (content.length === 0) throw emptyError(path)
  const encoding = known.encoding ?? mark?.encoding ?? guessEncoding(content)
  const text = asUtf8(content, encoding, whole)
  if (known.encoding === undefined) refuseUnknownBinary(path, text)
  const start = new TextDecoder().decode(text.subarray(0, 4096)).trimStart()
  if (whole && text.every(isLineEnd)) throw emptyError(path)
  refuseMarkup(path, start)
  const format = known.format ?? guessFormat(start)
  if (format !== 'csv') return { format, encoding, markBytes, dialect: null, rows: [] }
  return { format, encoding, markBytes, ...guessDialect(text, whole, defined(known)) }
}

async function readSample(file: RegularFile, size: number): Promise<Uint8Array> {
  const sample = new Uint8Array(Math.min(size, file.sizeBytes))
  let length = 0
  while (length < sample.length) {
    const { bytesRead } = await file.handle.read(sample, length, sample.length - length, length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return sample.subarray(0, length)
}

function hasTwoLines(sample: Uint8Array): boolean {
  let lines = 0
  for (const byte of sample) if (isLineEnd(byte)) lines++
  return lines > 2
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d
}

function guessEncoding(content: Uint8Array): Encoding | undefined {
  return guessUtf16(content) ?? (isAscii(content) ? undefined : guessEightBit(content))
}

/** The sample as UTF-8, without a character that its end cuts. */
function asUtf8(content: Uint8Array, encoding: Encoding | undefined, whole: boolean): Uint8Array {
  if (encoding === undefined || encoding === 'utf-8') {
    return whole ? content : content.subarray(0, content.length - cutCharacter(content, 0, content.length))
  }
  const transcoder = transcoderFor(encoding)
  const text = new Uint8Array(content.length * mostBytesPerByte)
  transcoder.transcode(content, 0, content.length, whole, text, 0)
  return text.subarray(0, transcoder.written)
}

/** JSON begins with a brace or bracket and then what may follow it in JSON; anything else is CSV. */
function guessFormat(start: string): Format {
  if (/^\{\s*["}]/.test(start)) return 'ndjson'
  return /^\[\s*[{\]]/.test(start) ? 'json' : 'csv'
}

function assertKnown(known: KnownFormat): void {
  for (const name of ['delimiter', 'quote'] as const) {
    const value = known[name]
    if (value === undefined || /^[\t\x20-\x7e]$/.test(value)) continue
    throw new FormatError(
      'FEIYU_FORMAT_OPTION',
      `${name} \`${value}\` is not one ASCII character; give one such as \`,\``,
    )
  }
  if (known.delimiter !== undefined && known.delimiter === known.quote) {
    throw new FormatError('FEIYU_FORMAT_OPTION', `\`${known.quote}\` cannot be delimiter and quote at once; change one`)
  }
  if (known.encoding !== undefined && !encodings.includes(known.encoding)) {
    throw new FormatError('FEIYU_FORMAT_OPTION', `unknown encoding \`${known.encoding}\`; use ${encodings.join(', ')}`)
  }
}

function defined(known: KnownFormat): Partial<CsvDialect> {
  return {
    ...(known.delimiter === undefined ? {} : { delimiter: known.delimiter }),
    ...(known.quote === undefined ? {} : { quote: known.quote }),
  }
}
