import { presenceFlag, textFlag } from '../../../options/flag.ts'

/** Flags of `feiyu packs table export`. */
export const tableExportFlags = {
  out: textFlag('--out <file>', (say) => say.law.table.out),
  force: presenceFlag('--force', (say) => say.law.table.force),
  folder: textFlag('--folder <folder>', (say) => say.law.folder),
}

/** Flags of `feiyu packs table import`. */
export const tableImportFlags = { folder: textFlag('--folder <folder>', (say) => say.law.folder) }
