import { type ClassTable, parseCivilDate } from '@feiyu/core'
import { createFileScanner, openTable } from '@feiyu/formats'
import { compileClassTable, createLaw, loadPack } from '@feiyu/law'
import type { Profile } from '@feiyu/scan'
import { packFolder } from '../../packages/law/src/testing/pack-folder.ts'

/** The class table of packs/cn on a day. */
export async function classTableOn(day: string): Promise<ClassTable> {
  return compileClassTable(createLaw([await loadPack(packFolder('cn'))]), day)
}

/** Reads and scans every row of a file, as the command line does, under a key that is always the same. */
export async function scanFile(
  path: string,
  classTable: ClassTable,
  options: { readonly digest: boolean; readonly lanes?: number; readonly chunkBytes?: number } = { digest: true },
): Promise<Profile> {
  await using table = await openTable(path, options)
  await using scanner = createFileScanner(
    { names: table.names(), key: new Uint8Array(16).fill(7), classTable, asOf: parseCivilDate(classTable.asOf) },
    { sizeBytes: table.progress.bytesTotal, lanes: options.lanes },
  )
  for await (const batch of table.batches()) {
    scanner.setColumns(table.names())
    scanner.add(batch)
  }
  return (await scanner.finish()).profile
}
