import { dateFlag, presenceFlag, textFlag } from '../../options/flag.ts'

/** Flags of `feiyu assess`. */
export const assessFlags = {
  facts: textFlag('--facts <file>', (say) => say.flags.factsOrInput),
  folder: textFlag('--folder <folder>', (say) => say.law.folder),
  asOf: dateFlag('--as-of <date>', (say) => say.flags.asOf),
  explain: presenceFlag('--explain', (say) => say.flags.explain),
  record: textFlag('--record <file>', (say) => say.records.flags.record),
  expect: textFlag('--expect <pathway>', (say) => say.flags.expect),
}
