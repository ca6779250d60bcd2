import { commandLine } from '../command-line.ts'
import { logAuditFlags, logExportFlags, logProveFlags, logShowFlags } from './log.flags.ts'

/** `feiyu log show` */
export const logShowCommand = commandLine({
  parent: 'log',
  name: 'show',
  about: (say) => say.log.aboutShow,
  arguments: [],
  flags: logShowFlags,
  examples: ['feiyu log show', 'feiyu log show --from 0 --to 10', 'feiyu log show --kind deny --names'],
  run: async (context, _args, flags) => (await import('./log-show.ts')).runLogShow(context, flags),
})

/** `feiyu log prove INDEX`, `feiyu log prove --since SIZE` */
export const logProveCommand = commandLine({
  parent: 'log',
  name: 'prove',
  about: (say) => say.log.aboutProve,
  arguments: [{ name: '[index]', help: (say) => say.log.index }],
  flags: logProveFlags,
  examples: ['feiyu log prove 3 > entry-3.tlog-proof', 'feiyu log prove --since 120'],
  run: async (context, args, flags) => (await import('./log-prove.ts')).runLogProve(context, args, flags),
})

/** `feiyu log export --out DIR` */
export const logExportCommand = commandLine({
  parent: 'log',
  name: 'export',
  about: (say) => say.log.aboutExport,
  arguments: [],
  flags: logExportFlags,
  examples: ['feiyu log export --out log-copy'],
  run: async (context, _args, flags) => (await import('./log-export.ts')).runLogExport(context, flags),
})

/** `feiyu log audit` */
export const logAuditCommand = commandLine({
  parent: 'log',
  name: 'audit',
  about: (say) => say.log.aboutAudit,
  arguments: [],
  flags: logAuditFlags,
  examples: ['feiyu log audit', 'feiyu log audit --folder log-copy --key port.key'],
  run: async (context, _args, flags) => (await import('./log-audit.ts')).runLogAudit(context, flags),
})
