import { countFlag, dateFlag, presenceFlag } from '../../options/flag.ts'
import { commandLine } from '../command-line.ts'
import { readingFlags } from './reading-flags.ts'

export const scanFlags = {
  asOf: dateFlag('--as-of <date>', (say) => say.flags.asOf),
  sample: countFlag('--sample <rows>', (say) => say.flags.sample),
  report: presenceFlag('--report', (say) => say.flags.reportColumns),
  ...readingFlags,
}

/** `feiyu scan FILE…`: what the columns are, and how many persons they hold. */
export const scanCommand = commandLine({
  name: 'scan',
  about: (say) => say.scan.about,
  arguments: [{ name: '<file...>', help: (say) => say.scan.files }],
  flags: scanFlags,
  examples: ['feiyu scan customers.csv', 'feiyu scan *.csv --json'],
  run: async (context, args, flags) => (await import('./scan.ts')).runScan(context, args, flags),
})
