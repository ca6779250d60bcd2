import { dateFlag, textFlag } from '../../options/flag.ts'
import { commandLine } from '../command-line.ts'

export const assessFlags = {
  facts: textFlag('--facts <file>', (say) => say.flags.factsOrInput),
  asOf: dateFlag('--as-of <date>', (say) => say.flags.asOf),
  expect: textFlag('--expect <pathway>', (say) => say.flags.expect),
}

/** `feiyu assess --facts FILE`: what the law says of stated facts. */
export const assessCommand = commandLine({
  name: 'assess',
  about: (say) => say.assess.about,
  arguments: [],
  flags: assessFlags,
  examples: ['feiyu assess --facts facts.yaml', 'feiyu assess --facts - --json < facts.json'],
  run: async (context, _args, flags) => (await import('./assess.ts')).runAssess(context, flags),
})
