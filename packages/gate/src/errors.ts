import { FeiyuError } from '@feiyu/core'

/** A permit or an approval that the gate does not honour. */
export class PermitError extends FeiyuError {
  override readonly name = 'PermitError'
}

/** A tally book that cannot be used as it is. */
export class BookError extends FeiyuError {
  override readonly name = 'BookError'
}

/** A disk that does not do what was asked: full, gone, locked, or its fsync failed. */
export class DiskError extends FeiyuError {
  override readonly name = 'DiskError'
}

/** An evidence log that cannot be written: held by another, behind its checkpoint, or stopped. */
export class LogWriteError extends FeiyuError {
  override readonly name = 'LogWriteError'
}

/** A crossing that broke, apart from those the gate stopped. */
export class CrossingError extends FeiyuError {
  override readonly name = 'CrossingError'
}

/** A register of consents that cannot be read as one. */
export class ConsentError extends FeiyuError {
  override readonly name = 'ConsentError'
}
