import { textFlag } from '../../options/flag.ts'

/** Flags of `feiyu verify`. */
export const verifyFlags = {
  key: textFlag('--key <key>', (say) => say.verify.flags.key),
  data: textFlag('--data <file>', (say) => say.verify.flags.data),
}
