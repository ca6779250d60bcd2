import type { Digest } from '@feiyu/core'
import { type Id, idOf } from '@feiyu/evidence'
import { StatementError } from '../../errors.ts'
import { type FileReport, statutoryMark } from '../../scanning/file-report.ts'
import type { DenialReason } from './denial.ts'

/** Statements that the scan of the file refutes, and how the log names them. */
const reasons: ReadonlyMap<string, Id> = new Map([
  ['FEIYU_STATEMENT_PI', idOf('contradicts-persons')],
  ['FEIYU_STATEMENT_SECRET', idOf('contradicts-secrecy-mark')],
  ['FEIYU_STATEMENT_MARK', idOf('contradicts-secrecy-mark')],
  ['FEIYU_STATEMENT_TOO_FEW', idOf('contradicts-count')],
])

/**
 * A statement that the file itself refutes, of a file that was to cross: a refusal, not a slip of the pen, so that whoever
 * denies what the scan found leaves a trace.
 */
export class Contradiction extends StatementError {
  readonly input: Digest | null
  readonly reason: DenialReason

  constructor(statement: StatementError, code: Id, whole: FileReport) {
    super(statement.code, statement.message, {
      cause: statement,
      ...(statement.at === undefined ? {} : { at: statement.at }),
    })
    const mark = code === 'contradicts-secrecy-mark' ? statutoryMark(whole) : undefined
    const column = whole.fields.findIndex(({ name }) => name === mark?.column) + 1
    this.input = whole.digest
    this.reason = {
      code,
      ...(mark?.row == null ? {} : { row: mark.row }),
      ...(column === 0 ? {} : { column }),
    }
  }
}

/** Judges a file that was read; what contradicts the scan goes up with the digest of the file. */
export async function withContradictions<T>(whole: FileReport, judge: () => Promise<T>): Promise<T> {
  try {
    return await judge()
  } catch (error) {
    const code = error instanceof StatementError ? reasons.get(error.code) : undefined
    throw error instanceof StatementError && code !== undefined ? new Contradiction(error, code, whole) : error
  }
}
