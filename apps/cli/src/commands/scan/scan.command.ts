import { commandLine } from '../command-line.ts'
import { scanFlags } from './scan.flags.ts'

/** `feiyu scan FILE…`: what the columns are, and how many persons they hold. */
export const scanCommand = commandLine({
  name: 'scan',
  about: (say) => say.scan.about,
  arguments: [{ name: '<file...>', help: (say) => say.scan.files }],
  flags: scanFlags,
  examples: ['feiyu scan customers.csv', 'feiyu scan *.csv --json'],
  run: async (context, args, flags) => (await import('./scan.ts')).runScan(context, args, flags),
})
