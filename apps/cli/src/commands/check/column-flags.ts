import { listFlag } from '../../options/flag.ts'

/** What is to be done to columns before the data crosses, and what in them is cleared. Shared by `check` and `cross`. */
export const columnFlags = {
  drop: listFlag('--drop <column>', (say) => say.flags.drop, 'columns'),
  mask: listFlag('--mask <column>', (say) => say.flags.mask, 'columns'),
  token: listFlag('--token <column>', (say) => say.flags.token, 'columns'),
  generalise: listFlag('--generalise <column=to>', (say) => say.flags.generalise, 'columns'),
  clear: listFlag('--clear <column=kind>', (say) => say.flags.clear, 'columns'),
}
