import { commandLine } from '../command-line.ts'
import {
  tallyDestroyFlags,
  tallyImportFlags,
  tallyRecountFlags,
  tallyShowFlags,
  tallySucceedFlags,
} from './tally.flags.ts'

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

/** `feiyu tally succeed` */
export const tallySucceedCommand = commandLine({
  parent: 'tally',
  name: 'succeed',
  about: (say) => say.tally.aboutSucceed,
  arguments: [],
  flags: tallySucceedFlags,
  examples: ['feiyu tally succeed --from 91310000MA1FL0001R --date 2026-09-30 --reason "merger" --by "Li Lei"'],
  run: async (context, _args, flags) => (await import('./tally-succeed.ts')).runTallySucceed(context, flags),
})

/** `feiyu tally destroy` */
export const tallyDestroyCommand = commandLine({
  parent: 'tally',
  name: 'destroy',
  about: (say) => say.tally.aboutDestroy,
  arguments: [],
  flags: tallyDestroyFlags,
  examples: ['feiyu tally destroy --year 2022 --by "Li Lei"', 'feiyu tally destroy --year 2022 --by "Li Lei" --yes'],
  run: async (context, _args, flags) => (await import('./tally-destroy.ts')).runTallyDestroy(context, flags),
})
