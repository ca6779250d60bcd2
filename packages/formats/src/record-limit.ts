import { FormatError, rowName } from './errors.ts'

/** A record is held in memory whole; one beyond this is a file with other line ends, or with a quote left open. */
export const maxRecordBytes = 16 * 1024 * 1024

/** `hint` names what made the record long, when that is known. */
export function recordTooLarge(path: string, row: number, line: number, hint = ''): FormatError {
  return new FormatError(
    'FEIYU_FORMAT_RECORD_TOO_LARGE',
    `${rowName(row)}, from line ${line} on, is larger than ${maxRecordBytes / 1024 / 1024} MiB${hint}; check the line ends and quotes of the file`,
    { at: `${path}:${line}` },
  )
}
