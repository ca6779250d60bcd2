import { commandLine } from '../../command-line.ts'
import { packsImpactFlags, packsReplayFlags, packsShadowFlags } from './records.flags.ts'

/** `feiyu packs impact --from A --to B --decisions FILE` */
export const packsImpactCommand = commandLine({
  parent: 'packs',
  name: 'impact',
  about: (say) => say.records.aboutImpact,
  arguments: [],
  flags: packsImpactFlags,
  examples: [
    'feiyu packs impact --from current --to my-packs/cn --decisions decisions.ndjson',
    'feiyu packs impact --from 2026-11-23 --to 2027-02-01 --decisions decisions.ndjson',
  ],
  run: async (context, _args, flags) => (await import('./packs-impact.ts')).runPacksImpact(context, flags),
})

/** `feiyu packs shadow PACKS --decisions FILE` */
export const packsShadowCommand = commandLine({
  parent: 'packs',
  name: 'shadow',
  about: (say) => say.records.aboutShadow,
  arguments: [{ name: '<packs>', help: (say) => say.records.candidate }],
  flags: packsShadowFlags,
  examples: ['feiyu packs shadow my-packs/cn --decisions decisions.ndjson'],
  run: async (context, args, flags) => (await import('./packs-shadow.ts')).runPacksShadow(context, args, flags),
})

/** `feiyu packs replay --decisions FILE` */
export const packsReplayCommand = commandLine({
  parent: 'packs',
  name: 'replay',
  about: (say) => say.records.aboutReplay,
  arguments: [],
  flags: packsReplayFlags,
  examples: ['feiyu packs replay --decisions decisions.ndjson'],
  run: async (context, _args, flags) => (await import('./packs-replay.ts')).runPacksReplay(context, flags),
})
