import { type Digest, isCivilDate } from '@feiyu/core'
import type { RowBatch } from '@feiyu/scan'
import { ConsentError } from '../errors.ts'
import type { Source } from '../ports/source.ts'
import { TokenTimes } from './token-times.ts'

/** Who consented to what, at one instant. */
export interface ConsentRegister {
  /** SHA-256 of the register: a permit names it. */
  readonly digest: Digest
  /** The purpose for which it was read. */
  readonly scope: string
  /** Subjects in it for that purpose. */
  readonly subjects: number
  isGranted(lo: number, hi: number): boolean
}

const columns = ['token', 'scope', 'from', 'withdrawn'] as const
const tokenForm = /^[0-9a-f]{16}$/

/**
 * Reads a register: rows (CSV, NDJSON) with the columns `token` (16 hexadecimal digits: `consentToken`), `scope` (the
 * purpose, as in the permit), `from` and `withdrawn` (a date, from 00:00 in Shanghai on, or an instant such as
 * 2026-11-25T08:00:00Z; `withdrawn` may be empty). Rows of one token and scope are its history: at `atMs` the last
 * event decides, and a withdrawal goes before a consent of the same instant.
 *
 * @throws ConsentError `FEIYU_CONSENT_COLUMN`, `FEIYU_CONSENT_ROW`, `FEIYU_CONSENT_ENDLESS`
 */
export async function readConsentRegister(source: Source, scope: string, atMs: number): Promise<ConsentRegister> {
  const times = new TokenTimes()
  for await (const batch of source.batches()) {
    const names = source.names()
    const [token = -1, scopes = -1, from = -1, withdrawn = -1] = columns.map((name) => names.indexOf(name))
    if (Math.min(token, scopes, from) < 0) {
      throw new ConsentError(
        'FEIYU_CONSENT_COLUMN',
        'the register needs the columns `token`, `scope`, `from` and `withdrawn`; name them in its first line',
      )
    }
    for (let row = 0; row < batch.rows; row++) {
      const number = batch.firstRow + row + 1
      const key = textAt(batch, row, token)
      if (!tokenForm.test(key)) throw faultIn(number, 'token', '16 hexadecimal digits in small letters')
      const began = instantAt(batch, row, from, number, 'from')
      const ended = instantAt(batch, row, withdrawn, number, 'withdrawn')
      if (began === null) throw faultIn(number, 'from', 'a date or an instant')
      if (textAt(batch, row, scopes) !== scope) continue
      const bytes = Buffer.from(key, 'hex')
      const entry = times.entry(bytes.readInt32LE(0), bytes.readInt32LE(4))
      if (began <= atMs) times.grant(entry, began)
      if (ended !== null && ended <= atMs) times.withdraw(entry, ended)
    }
  }
  const { digest } = source
  if (digest === null) {
    throw new ConsentError('FEIYU_CONSENT_ENDLESS', 'the register has no digest; give a file that is read to its end')
  }
  return { digest, scope, subjects: times.count, isGranted: (lo, hi) => times.isGranted(lo, hi) }
}

function textAt({ bytes, starts, ends, columns: width }: RowBatch, row: number, column: number): string {
  if (column < 0 || column >= width) return ''
  const cell = row * width + column
  const from = starts[cell]!
  return from < 0 ? '' : Buffer.from(bytes.subarray(from, ends[cell])).toString('utf8').trim()
}

/** Milliseconds since 1970; null where the cell is empty. */
function instantAt(batch: RowBatch, row: number, column: number, number: number, name: string): number | null {
  const text = textAt(batch, row, column)
  if (text === '') return null
  if (isCivilDate(text)) return Date.parse(`${text}T00:00:00+08:00`)
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)
  const instant = isInstant ? Date.parse(text) : Number.NaN
  if (Number.isNaN(instant)) throw faultIn(number, name, 'a date such as 2026-11-25, or an instant with its zone')
  return instant
}

function faultIn(row: number, column: string, form: string): ConsentError {
  return new ConsentError('FEIYU_CONSENT_ROW', `row ${row} of the register: \`${column}\` is not ${form}; correct it`)
}
