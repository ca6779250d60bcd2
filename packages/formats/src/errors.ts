import { FeiyuError } from '@feiyu/core'

export type FormatErrorCode =
  | 'FEIYU_FORMAT_MISSING'
  | 'FEIYU_FORMAT_DIRECTORY'
  | 'FEIYU_FORMAT_UNREADABLE'
  | 'FEIYU_FORMAT_NOT_A_FILE'
  | 'FEIYU_FORMAT_EMPTY'
  | 'FEIYU_FORMAT_BINARY'
  | 'FEIYU_FORMAT_UNSUPPORTED'
  | 'FEIYU_FORMAT_ENCODING'
  | 'FEIYU_FORMAT_CHARACTER'
  | 'FEIYU_FORMAT_OPTION'
  | 'FEIYU_FORMAT_QUOTE_OPEN'
  | 'FEIYU_FORMAT_RECORD_TOO_LARGE'
  | 'FEIYU_FORMAT_TOO_MANY_COLUMNS'
  | 'FEIYU_FORMAT_JSON'
  | 'FEIYU_FORMAT_JSON_SHAPE'
  | 'FEIYU_FORMAT_JSON_DEPTH'
  | 'FEIYU_FORMAT_CHANGED'
  | 'FEIYU_FORMAT_READ'
  | 'FEIYU_FORMAT_READ_TWICE'
  | 'FEIYU_FORMAT_LANE'

/** A file that cannot be read as a table. The message names rows, lines and columns, never what a cell holds. */
export class FormatError extends FeiyuError {
  override readonly name = 'FormatError'
  declare readonly code: FormatErrorCode

  constructor(
    code: FormatErrorCode,
    message: string,
    options: { readonly at?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(code, message, options)
  }
}

/** How a message calls a row: data rows count from 1, 0 is the header. */
export function rowName(row: number): string {
  return row === 0 ? 'the header' : `row ${row}`
}

/** The rows of a table are handed out once. */
export function readTwiceError(path: string): FormatError {
  return new FormatError(
    'FEIYU_FORMAT_READ_TWICE',
    `the rows of \`${path}\` are handed out once; open the table again to read them again`,
    { at: path },
  )
}
