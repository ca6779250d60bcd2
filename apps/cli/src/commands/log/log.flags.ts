import { choiceFlag, countFlag, presenceFlag, textFlag } from '../../options/flag.ts'

/** Flags of `feiyu log show`. */
export const logShowFlags = {
  from: countFlag('--from <index>', (say) => say.log.flags.from),
  to: countFlag('--to <index>', (say) => say.log.flags.to),
  kind: choiceFlag('--kind <kind>', ['permit', 'outcome', 'deny', 'tally'], (say) => say.log.flags.kind),
  permit: textFlag('--permit <id>', (say) => say.log.flags.permit),
  names: presenceFlag('--names', (say) => say.log.flags.names),
}

/** Flags of `feiyu log prove`. */
export const logProveFlags = { since: countFlag('--since <size>', (say) => say.log.flags.since) }

/** Flags of `feiyu log export`. */
export const logExportFlags = { out: textFlag('--out <folder>', (say) => say.log.flags.out) }

/** Flags of `feiyu log audit`. */
export const logAuditFlags = {
  folder: textFlag('--folder <folder>', (say) => say.log.flags.folder),
  key: textFlag('--key <key>', (say) => say.log.flags.key),
}
