import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PackFiles } from '../pack/load-pack.ts'

/** The texts of all packs of this repository, in the order of their names, for tests. */
export function allPackFolders(): readonly PackFiles[] {
  const folder = fileURLToPath(new URL('../../../../packs/', import.meta.url))
  return readdirSync(folder).sort().map(packFolder)
}

/** The texts of a pack of this repository, for tests. */
export function packFolder(id: string): PackFiles {
  const folder = fileURLToPath(new URL(`../../../../packs/${id}/`, import.meta.url))
  const files: Record<string, string> = {}
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.yaml')) files[path.replaceAll('\\', '/')] = readFileSync(join(folder, path), 'utf8')
  }
  return files
}
