import { countFlag, textFlag } from '../../options/flag.ts'

/** Flags of `feiyu log show`. */
export const logShowFlags = {
  from: countFlag('--from <index>', (say) => say.log.flags.from),
  to: countFlag('--to <index>', (say) => say.log.flags.to),
}

/** Flags of `feiyu log export`. */
export const logExportFlags = { out: textFlag('--out <folder>', (say) => say.log.flags.out) }

/** Flags of `feiyu log audit`. */
export const logAuditFlags = {
  folder: textFlag('--folder <folder>', (say) => say.log.flags.folder),
  key: textFlag('--key <key>', (say) => say.log.flags.key),
}
