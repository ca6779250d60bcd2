/**
 * What Feiyu throws: broken input files, lost disks, bugs. What law or a protocol can answer is a value instead.
 * `code` is stable and documented; the message says what was wrong and what to do, and never holds a value of a person.
 */
export class FeiyuError extends Error {
  override readonly name: string = 'FeiyuError'
  readonly code: string
  /** Where: a file, with line and column when they are known. */
  readonly at: string | undefined

  constructor(
    code: string,
    message: string,
    options: { readonly at?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.at = options.at
  }
}

/** A civil date that does not exist, or is not written as `YYYY-MM-DD`. */
export class DateError extends FeiyuError {
  override readonly name = 'DateError'
}
