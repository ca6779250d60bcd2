import { FeiyuError } from '@feiyu/core'

/** A command line that cannot be read: unknown command or flag, a value missing or out of range. */
export class UsageError extends FeiyuError {
  override readonly name = 'UsageError'
}

/** An environment variable that cannot be used. */
export class ConfigError extends FeiyuError {
  override readonly name = 'ConfigError'
}

/** A file of the user (facts, statements, mechanism, proof) that cannot be read; `at` names file and line. */
export class InputError extends FeiyuError {
  override readonly name = 'InputError'
}

/** A stated fact that contradicts what the scan found, or that two sources state at once. */
export class StatementError extends FeiyuError {
  override readonly name = 'StatementError'
}

/** The state folder, or a write into it, failed. */
export class HomeError extends FeiyuError {
  override readonly name = 'HomeError'
}

/** The law packs of this checkout are missing. */
export class PacksError extends FeiyuError {
  override readonly name = 'PacksError'
}

/** A report that cannot be set: a font or the typesetter failed. */
export class ReportError extends FeiyuError {
  override readonly name = 'ReportError'
}
