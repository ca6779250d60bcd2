import { FeiyuError } from '@feiyu/core'

/** A scan that was set up wrongly, or met a limit of its own. */
export class ScanError extends FeiyuError {
  override readonly name = 'ScanError'
}
