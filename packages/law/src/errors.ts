import { FeiyuError } from '@feiyu/core'

/** A pack that cannot be read: unknown key, missing article, wrong date … `at` names file and line. */
export class PackError extends FeiyuError {
  override readonly name = 'PackError'
}

/** Facts that no pack can read: unknown name, wrong type, two sources of one count. */
export class FactError extends FeiyuError {
  override readonly name = 'FactError'
  /** The fact that is wrong, with its place inside lists: `events[0].date`. */
  readonly fact: string | undefined

  constructor(
    code: string,
    message: string,
    options: { readonly fact?: string | undefined; readonly at?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(code, message, options)
    this.fact = options.fact
  }
}

/** A recorded decision that cannot be read, or a released pack that is not what its digest says. */
export class RecordError extends FeiyuError {
  override readonly name = 'RecordError'
}
