import { commandLine } from '../../command-line.ts'
import { tableExportFlags, tableImportFlags } from './table.flags.ts'

/** `feiyu packs table export PACK DECISION --out FILE` */
export const packsTableExportCommand = commandLine({
  parent: 'packs table',
  name: 'export',
  about: (say) => say.law.table.aboutExport,
  arguments: [
    { name: '<pack>', help: (say) => say.packs.id },
    { name: '<decision>', help: (say) => say.law.table.decision },
  ],
  flags: tableExportFlags,
  examples: ['feiyu packs table export cn pathway --out pathway.xlsx'],
  run: async (context, args, flags) => (await import('./table-export.ts')).runTableExport(context, args, flags),
})

/** `feiyu packs table import PACK DECISION FILE` */
export const packsTableImportCommand = commandLine({
  parent: 'packs table',
  name: 'import',
  about: (say) => say.law.table.aboutImport,
  arguments: [
    { name: '<pack>', help: (say) => say.packs.id },
    { name: '<decision>', help: (say) => say.law.table.decision },
    { name: '<file>', help: (say) => say.law.table.file },
  ],
  flags: tableImportFlags,
  examples: ['feiyu packs table import cn pathway pathway.xlsx', 'feiyu packs check'],
  run: async (context, args, flags) => (await import('./table-import.ts')).runTableImport(context, args, flags),
})
