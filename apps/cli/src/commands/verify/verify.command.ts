import { commandLine } from '../command-line.ts'
import { verifyFlags } from './verify.flags.ts'

/** `feiyu verify RECEIPT --key KEY`: does the receipt hold, offline, and is the data the one that crossed? */
export const verifyCommand = commandLine({
  name: 'verify',
  about: (say) => say.verify.about,
  arguments: [{ name: '<receipt>', help: (say) => say.verify.receipt }],
  flags: verifyFlags,
  examples: ['feiyu verify clients.csv.receipt.json --key port.key --data clients.csv'],
  run: async (context, args, flags) => (await import('./verify.ts')).runVerify(context, args, flags),
})
