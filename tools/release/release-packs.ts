import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLaw, engineSemantics, loadPack, writeRecord } from '@feiyu/law'
import { writeReleasedPack } from '@feiyu/law/packs'
import { allPackFolders } from '../../packages/law/src/testing/pack-folder.ts'
import { recordedCases } from '../../packages/law/src/testing/recorded-cases.ts'

/** What a release of the packs wrote. */
export interface Released {
  readonly packs: number
  readonly decisions: number
}

/**
 * Keeps every pack of this checkout by its digest, and every case of the packs as a recorded decision: the golden
 * decisions of a version. What was released is never changed: a file that is there and says otherwise is an error.
 */
export async function releasePacks(folder: string, version: string): Promise<Released> {
  const folders = allPackFolders()
  const packs = await Promise.all(folders.map((files) => loadPack(files)))
  for (const [index, pack] of packs.entries()) {
    const name = `${pack.digest.replace(':', '-')}.json`
    keep(join(folder, 'packs'), name, writeReleasedPack(folders[index]!))
  }
  const records = await recordedCases(createLaw(packs), folders)
  keep(
    join(folder, 'golden'),
    `${version}-semantics-${engineSemantics}.ndjson`,
    `${records.map(writeRecord).join('\n')}\n`,
  )
  return { packs: packs.length, decisions: records.length }
}

function keep(folder: string, name: string, text: string): void {
  const path = join(folder, name)
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, text)
  } else if (readFileSync(path, 'utf8') !== text) {
    throw new Error(`\`${path}\` was released and says otherwise; raise the version, a release is never changed`)
  }
}
