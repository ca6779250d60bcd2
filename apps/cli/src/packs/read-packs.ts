import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { byCodeUnit } from '@feiyu/core'
import { createLaw, type Law, loadPack, type Pack, type PackFiles } from '@feiyu/law'
import type { Context } from '../context.ts'
import { PacksError } from '../errors.ts'
import { packSignatures } from './pack-signatures.ts'
import { readPackSigners } from './pack-signers.ts'

/**
 * The texts of the law packs of a folder, one pack per folder in it, in the order of their names.
 *
 * @throws PacksError when there are none
 */
export async function readPackFiles(folder: string): Promise<readonly PackFiles[]> {
  const packs: PackFiles[] = []
  for (const name of await packNames(folder)) packs.push(await packFiles(join(folder, name)))
  return packs
}

/**
 * The law packs of a folder, the bundled ones where none is named, each with who signed it.
 *
 * @throws PacksError when there are none, PackError (of `@feiyu/law`) for one that cannot be read or whose signature is of
 * something else
 */
export async function readPacks(
  context: Pick<Context, 'config' | 'stdin' | 'packsFolder'>,
  folder = context.packsFolder,
): Promise<readonly Pack[]> {
  const signers = await readPackSigners(context)
  const names = await packNames(folder)
  return Promise.all(
    names.map(async (name) => {
      const pack = await loadPack(await packFiles(join(folder, name)))
      return { ...pack, signatures: await packSignatures(join(folder, name), pack, signers) }
    }),
  )
}

/** The packs put together into one law. */
export async function readLaw(
  context: Pick<Context, 'config' | 'stdin' | 'packsFolder'>,
  folder = context.packsFolder,
): Promise<Law> {
  return createLaw(await readPacks(context, folder))
}

async function packNames(folder: string): Promise<readonly string[]> {
  const names = await subfolders(folder)
  if (names.length === 0) throw missing(folder)
  return names
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

/** The texts of one pack: by path below its folder, `/` between folders whatever the system writes. */
export async function packFiles(folder: string): Promise<Record<string, string>> {
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
