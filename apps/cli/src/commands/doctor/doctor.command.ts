import { commandLine } from '../command-line.ts'

/** `feiyu doctor`: what would fail on this machine, and what to do about it. */
export const doctorCommand = commandLine({
  name: 'doctor',
  about: (say) => say.doctor.about,
  arguments: [],
  flags: {},
  examples: [],
  run: async (context) => (await import('./doctor.ts')).runDoctor(context),
})
