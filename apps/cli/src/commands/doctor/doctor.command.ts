import { commandLine } from '../command-line.ts'
import { doctorFlags } from './doctor.flags.ts'

/** `feiyu doctor`: what would fail on this machine, and what to do about it. */
export const doctorCommand = commandLine({
  name: 'doctor',
  about: (say) => say.doctor.about,
  arguments: [],
  flags: doctorFlags,
  examples: ['feiyu doctor', 'feiyu doctor --receipt outbox/orders.csv.receipt.json'],
  run: async (context, _args, flags) => (await import('./doctor.ts')).runDoctor(context, flags),
})
