import { countFlag, dateFlag, presenceFlag } from '../../options/flag.ts'
import { readingFlags } from './reading-flags.ts'

/** Flags of `feiyu scan`. */
export const scanFlags = {
  asOf: dateFlag('--as-of <date>', (say) => say.flags.asOf),
  sample: countFlag('--sample <rows>', (say) => say.flags.sample),
  full: presenceFlag('--full', (say) => say.flags.reportColumns),
  ...readingFlags,
}
