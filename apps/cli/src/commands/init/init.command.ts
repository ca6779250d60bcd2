import { commandLine } from '../command-line.ts'
import { initFlags } from './init.flags.ts'

/** `feiyu init`: the handler's standing statements, each with its author, its day and its end. */
export const initCommand = commandLine({
  name: 'init',
  about: (say) => say.init.about,
  arguments: [],
  flags: initFlags,
  examples: ['feiyu init', 'feiyu init --name "…" --uscc 91… --zone Lingang --ciio no --author "…"'],
  run: async (context, _args, flags) => (await import('./init.ts')).runInit(context, flags),
})
