import { commandLine } from '../command-line.ts'
import { packsCheckFlags, packsShowFlags } from './packs.flags.ts'

/** `feiyu packs list` */
export const packsListCommand = commandLine({
  parent: 'packs',
  name: 'list',
  about: (say) => say.packs.aboutList,
  arguments: [],
  flags: {},
  examples: [],
  run: async (context) => (await import('./packs-list.ts')).runPacksList(context),
})

/** `feiyu packs show ID` */
export const packsShowCommand = commandLine({
  parent: 'packs',
  name: 'show',
  about: (say) => say.packs.aboutShow,
  arguments: [{ name: '<id>', help: (say) => say.packs.id }],
  flags: packsShowFlags,
  examples: ['feiyu packs show cn'],
  run: async (context, args, flags) => (await import('./packs-show.ts')).runPacksShow(context, args, flags),
})

/** `feiyu packs check` */
export const packsCheckCommand = commandLine({
  parent: 'packs',
  name: 'check',
  about: (say) => say.packs.aboutCheck,
  arguments: [],
  flags: packsCheckFlags,
  examples: ['feiyu packs check', 'feiyu packs check --folder my-packs'],
  run: async (context, _args, flags) => (await import('./packs-check.ts')).runPacksCheck(context, flags),
})
