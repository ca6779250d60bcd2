import { dateFlag, textFlag } from '../../options/flag.ts'

/** Flags of `feiyu assess`. */
export const assessFlags = {
  facts: textFlag('--facts <file>', (say) => say.flags.factsOrInput),
  asOf: dateFlag('--as-of <date>', (say) => say.flags.asOf),
  expect: textFlag('--expect <pathway>', (say) => say.flags.expect),
}
