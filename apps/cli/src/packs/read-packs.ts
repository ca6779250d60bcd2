import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { byCodeUnit } from '@feiyu/core'
import { createLaw, type Law, loadPack, type Pack, type PackFiles } from '@feiyu/law'
import { PacksError } from '../errors.ts'

/**
 * The texts of the law packs of a folder, one pack per folder in it, in the order of their names.
 *
 * @throws PacksError when there are none
 */
export async function readPackFiles(folder: string): Promise<readonly PackFiles[]> {
  const names = await subfolders(folder)
  if (names.length === 0) throw missing(folder)
  const packs: PackFiles[] = []
  for (const name of names) packs.push(await packFiles(join(folder, name)))
  return packs
}

/**
 * The law packs of a folder.
 *
 * @throws PacksError when there are none, PackError (of `@feiyu/law`) for one that cannot be read
 */
export async function readPacks(folder: string): Promise<readonly Pack[]> {
  return Promise.all((await readPackFiles(folder)).map(loadPack))
}

/** The packs put together into one law. */
export async function readLaw(folder: string): Promise<Law> {
  return createLaw(await readPacks(folder))
}

async function subfolders(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort(byCodeUnit)
  } catch (error) {
    throw missing(folder, error)
  }
}

function missing(folder: string, cause?: unknown): PacksError {
  return new PacksError('FEIYU_PACKS_MISSING', `no law packs in \`${folder}\`; check out the whole repository`, {
    at: folder,
    cause,
  })
}

/** Texts by path below the pack, `/` between folders whatever the system writes. */
async function packFiles(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files: Record<string, string> = {}
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.yaml')) continue
    const path = join(entry.parentPath, entry.name)
    const below = path.slice(folder.length + 1).replaceAll('\\', '/')
    files[below] = await readFile(path, 'utf8')
  }
  return files
}
