import { commandLine } from '../command-line.ts'
import { lawSearchFlags } from './law.flags.ts'

/** `feiyu law search WORDS` */
export const lawSearchCommand = commandLine({
  parent: 'law',
  name: 'search',
  about: (say) => say.law.search.about,
  arguments: [{ name: '<words...>', help: (say) => say.law.search.words }],
  flags: lawSearchFlags,
  examples: ['feiyu law search 敏感个人信息', 'feiyu law search standard contract --kind article'],
  run: async (context, args, flags) => (await import('./law-search.ts')).runLawSearch(context, args, flags),
})
