import { commandLine } from '../command-line.ts'
import { crossFlags } from './cross.flags.ts'

/** `feiyu cross FILE --to COUNTRY --out FOLDER`: judge a file, and let it cross if it may. */
export const crossCommand = commandLine({
  name: 'cross',
  about: (say) => say.cross.about,
  arguments: [{ name: '<file>', help: (say) => say.cross.file }],
  flags: crossFlags,
  examples: [
    'feiyu cross parts.csv --to DE --recipient "Acme GmbH" --purpose "spare parts" --out outbox',
    'feiyu cross orders.csv --to DE --recipient "Acme GmbH" --purpose delivery --drop remark --token email \\',
    '  --basis contract --notice notice.pdf --pipia pipia.pdf --out outbox',
  ],
  run: async (context, args, flags) => (await import('./cross.ts')).runCross(context, args, flags),
})
