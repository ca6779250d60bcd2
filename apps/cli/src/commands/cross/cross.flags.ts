import { required, textFlag } from '../../options/flag.ts'
import { checkFlags } from '../check/check.flags.ts'
import { consentFlags } from './consent-flags.ts'

// A crossing happens now, and its outcome is no expectation: the two flags of a check are not there.
const { asOf: _asOf, expect: _expect, report: _report, ...shared } = checkFlags

/** Flags of `feiyu cross`: those of a check, and where the file goes. */
export const crossFlags = {
  out: required(textFlag('--out <folder>', (say) => say.flags.out)),
  ...shared,
  ...consentFlags,
}
