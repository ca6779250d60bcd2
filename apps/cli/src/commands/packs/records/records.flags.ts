import { textFlag } from '../../../options/flag.ts'

const decisions = textFlag('--decisions <file>', (say) => say.records.flags.decisions)
const out = textFlag('--out <file>', (say) => say.records.flags.out)

/** Flags of `feiyu packs impact`. */
export const packsImpactFlags = {
  from: textFlag('--from <packs>', (say) => say.records.flags.side),
  to: textFlag('--to <packs>', (say) => say.records.flags.side),
  decisions,
  out,
}

/** Flags of `feiyu packs shadow`. */
export const packsShadowFlags = { decisions, out }

/** Flags of `feiyu packs replay`. */
export const packsReplayFlags = { decisions }
