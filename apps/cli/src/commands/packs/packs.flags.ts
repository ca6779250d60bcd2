import { choiceFlag, dateFlag, presenceFlag, textFlag } from '../../options/flag.ts'

/** Flags of `feiyu packs list`. */
export const packsListFlags = { released: presenceFlag('--released', (say) => say.packs.released) }

/** Flags of `feiyu packs show`. */
export const packsShowFlags = { asOf: dateFlag('--as-of <date>', (say) => say.flags.asOf) }

/** Flags of `feiyu packs review`. */
export const packsReviewFlags = {
  out: textFlag('--out <file>', (say) => say.law.review.out),
  folder: textFlag('--folder <folder>', (say) => say.law.folder),
}

/** Flags of `feiyu packs sign`. */
export const packsSignFlags = {
  author: textFlag('--author <name>', (say) => say.law.sign.author),
  folder: textFlag('--folder <folder>', (say) => say.law.folder),
}

/** Flags of `feiyu packs check`. */
export const packsCheckFlags = { folder: textFlag('--folder <folder>', (say) => say.flags.packsFolder) }

/** Flags of `feiyu packs rows`. */
export const packsRowsFlags = {
  out: textFlag('--out <file>', (say) => say.packs.rowsOut),
  list: textFlag('--list <id>', (say) => say.flags.packsList),
  mark: choiceFlag('--mark <mark>', ['V', 'V2', 'R', 'M'] as const, (say) => say.flags.packsMark),
  complete: presenceFlag('--complete', (say) => say.flags.packsComplete),
}
