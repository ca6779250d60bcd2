import { commandLine } from '../command-line.ts'
import { assessFlags } from './assess.flags.ts'

/** `feiyu assess --facts FILE`: what the law says of stated facts. */
export const assessCommand = commandLine({
  name: 'assess',
  about: (say) => say.assess.about,
  arguments: [],
  flags: assessFlags,
  examples: [
    'feiyu assess --facts facts.yaml',
    'feiyu assess --facts facts.yaml --explain',
    'feiyu assess --facts facts.yaml --folder my-law/packs',
    'feiyu assess --facts - --json < facts.json',
  ],
  run: async (context, _args, flags) => (await import('./assess.ts')).runAssess(context, flags),
})
