import { commandLine } from '../command-line.ts'
import { tallyImportFlags, tallyRecountFlags, tallyShowFlags } from './tally.flags.ts'

/** `feiyu tally show` */
export const tallyShowCommand = commandLine({
  parent: 'tally',
  name: 'show',
  about: (say) => say.tally.aboutShow,
  arguments: [],
  flags: tallyShowFlags,
  examples: ['feiyu tally show', 'feiyu tally show --year 2026'],
  run: async (context, _args, flags) => (await import('./tally-show.ts')).runTallyShow(context, flags),
})

/** `feiyu tally import` */
export const tallyImportCommand = commandLine({
  parent: 'tally',
  name: 'import',
  about: (say) => say.tally.aboutImport,
  arguments: [],
  flags: tallyImportFlags,
  examples: [
    'feiyu tally import --count 1200 --sensitive 0 --source "contract files 2026" --by "Li Lei"',
    'feiyu tally import --file sent-in-march.csv --source "SFTP server" --by "Li Lei"',
  ],
  run: async (context, _args, flags) => (await import('./tally-import.ts')).runTallyImport(context, flags),
})

/** `feiyu tally recount` */
export const tallyRecountCommand = commandLine({
  parent: 'tally',
  name: 'recount',
  about: (say) => say.tally.aboutRecount,
  arguments: [],
  flags: tallyRecountFlags,
  examples: [
    'feiyu tally recount --type device_location --as sensitive --reason "new standard" --by "Li Lei" --by "Han Meimei"',
    'feiyu tally recount --withdraw "cn-flow-provisions-2024#5.1.1" --reason "contract ended" --by "Li Lei"',
  ],
  run: async (context, _args, flags) => (await import('./tally-recount.ts')).runTallyRecount(context, flags),
})
