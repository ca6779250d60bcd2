import { commandLine } from '../command-line.ts'
import { checkFlags } from './check.flags.ts'

/** `feiyu check FILE --to COUNTRY`: may this file cross, why, and what would make it lawful. */
export const checkCommand = commandLine({
  name: 'check',
  about: (say) => say.check.about,
  arguments: [{ name: '<file>', help: (say) => say.check.file }],
  flags: checkFlags,
  examples: [
    'feiyu check customers.csv --to DE',
    'feiyu check customers.csv --to DE --recipient "Acme GmbH" --ciio no --json',
  ],
  run: async (context, args, flags) => (await import('./check.ts')).runCheck(context, args, flags),
})
