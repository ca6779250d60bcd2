import { choiceFlag, countFlag, dateFlag, textFlag } from '../../options/flag.ts'

/** What can be found. */
export const foundKinds = ['instrument', 'article', 'list', 'list-row', 'case'] as const

/** Flags of `feiyu law search`. */
export const lawSearchFlags = {
  kind: choiceFlag('--kind <kind>', foundKinds, (say) => say.law.search.kind),
  asOf: dateFlag('--as-of <date>', (say) => say.law.search.asOf),
  limit: countFlag('--limit <hits>', (say) => say.law.search.limit),
  folder: textFlag('--folder <folder>', (say) => say.law.folder),
}
