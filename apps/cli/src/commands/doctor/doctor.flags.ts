import { textFlag } from '../../options/flag.ts'

/** Flags of `feiyu doctor`. */
export const doctorFlags = {
  receipt: textFlag('--receipt <file>', (say) => say.flags.receipt),
}
