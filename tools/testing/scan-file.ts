import { type ClassTable, parseCivilDate } from '@feiyu/core'
import { openTable } from '@feiyu/formats'
import { compileClassTable, createLaw, loadPack } from '@feiyu/law'
import { createScanner, type Profile } from '@feiyu/scan'
import { packFolder } from '../../packages/law/src/testing/pack-folder.ts'

/** The class table of packs/cn on a day. */
export async function classTableOn(day: string): Promise<ClassTable> {
  return compileClassTable(createLaw([await loadPack(packFolder('cn'))]), day)
}

/** Reads and scans every row of a file, as the command line does, under a key that is always the same. */
export async function scanFile(path: string, classTable: ClassTable, options = { digest: true }): Promise<Profile> {
  await using table = await openTable(path, options)
  const scanner = createScanner({
    names: table.names(),
    key: new Uint8Array(16).fill(7),
    classTable,
    asOf: parseCivilDate(classTable.asOf),
  })
  for await (const batch of table.batches()) {
    scanner.setColumns(table.names())
    scanner.add(batch)
  }
  return scanner.finish().profile
}
