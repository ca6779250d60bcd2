import { FeiyuError } from '@feiyu/core'
import type { Context } from '../context.ts'
import { HomeError, PacksError, ReportError } from '../errors.ts'
import { type ExitCode, exitCode } from '../exit-code.ts'
import { inChinese } from '../i18n/zh/errors.ts'
import { printable, wrap } from './width.ts'

/** What `--json` prints of an error. */
export interface ErrorDocument {
  readonly code: string
  readonly message: string
  readonly at?: string
  readonly hint?: string
}

/** Prints an error for people, or as the one document of `--json`, and gives the exit code that goes with it. */
export function reportError(error: unknown, context: Context, debug: boolean): ExitCode {
  const { out } = context
  const document = describeError(error, context)
  out.document({ error: document })
  if (!out.json) noteError(document, context)
  if (debug && error instanceof Error) out.note(error.stack ?? String(error))
  return exitCodeOf(error)
}

/** An error for people, on standard error. */
export function noteError({ message, at, hint, code }: ErrorDocument, { out, say }: Context): void {
  // Most sentences name the place themselves.
  const where = at === undefined || message.includes(at) ? '' : ` (${at})`
  const lines = wrap(printable(`feiyu: ${message}${where}`), out.width)
  out.note([out.errorPaint.bad(lines[0] ?? ''), ...lines.slice(1)].join('\n'))
  if (hint !== undefined)
    out.note(
      wrap(`→ ${printable(hint)}`, out.width - 2)
        .map((line) => `  ${line}`)
        .join('\n'),
    )
  out.note(out.errorPaint.faint(`  ${say.errors.code(code)}`))
}

/** The error as data: what was wrong, and after the first semicolon what to do. */
export function describeError(error: unknown, context: Context): ErrorDocument {
  if (!(error instanceof FeiyuError)) return { code: 'FEIYU_FAULT', ...faultText(error, context) }
  const text = (context.language === 'zh' ? inChinese(error.code, error.message) : null) ?? error.message
  const [message, hint] = splitHint(text)
  return {
    code: error.code,
    message,
    ...(error.at === undefined ? {} : { at: error.at }),
    ...(hint === null ? {} : { hint }),
  }
}

/** Input and usage that can be put right end in 2, everything that broke in 1. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!(error instanceof FeiyuError)) return exitCode.fault
  // A pack that cannot be read names its file and line: an input that can be put right.
  const broken =
    error instanceof HomeError || error instanceof PacksError || error instanceof ReportError || isBroken(error)
  return broken ? exitCode.fault : exitCode.usage
}

/** What whoever called can put right, although a log, a book or a crossing says it. */
const putRight = new Set([
  'FEIYU_LOG_NONE',
  'FEIYU_LOG_OUT_OF_RANGE',
  'FEIYU_SINK_TAKEN',
  'FEIYU_BOOK_CLOSED',
  'FEIYU_BOOK_DESTROYED',
  'FEIYU_BOOK_HANDLER',
  'FEIYU_BOOK_LOWERING',
  'FEIYU_BOOK_NOTHING_TO_RECOUNT',
  'FEIYU_BOOK_RETENTION',
  'FEIYU_BOOK_STILL_OPEN',
  'FEIYU_BOOK_UNSIGNED',
  'FEIYU_BOOK_YEAR',
])

/** A disk, a log, a book or a crossing that fails; asking for what is not there is the user's choice. */
function isBroken(error: FeiyuError): boolean {
  if (putRight.has(error.code)) return false
  return ['DiskError', 'LogWriteError', 'LogError', 'BookError', 'CrossingError'].includes(error.name)
}

function splitHint(text: string): readonly [string, string | null] {
  const match = /^(.*?)(?:; |；)(.+)$/s.exec(text)
  return match === null ? [text, null] : [match[1] ?? '', match[2] ?? '']
}

/** A fault says what kind it is and never more: the text of a foreign error may hold a value of a person. */
function faultText(error: unknown, context: Context): { readonly message: string; readonly hint: string } {
  const name = error instanceof Error ? (codeOf(error) ?? error.name) : typeof error
  return { message: context.say.errors.fault(name), hint: context.say.errors.faultHint }
}

function codeOf(error: Error): string | null {
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}
