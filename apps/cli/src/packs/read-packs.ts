import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { byCodeUnit } from '@feiyu/core'
import { createLaw, type Law, loadPack, type Pack, type PackFiles } from '@feiyu/law'
import type { Context } from '../context.ts'
import { PacksError, UsageError } from '../errors.ts'
import { anyYaml } from './any-yaml.ts'
import { packSignatures } from './pack-signatures.ts'
import { type PackSigner, readPackSigners } from './pack-signers.ts'

type PacksContext = Pick<Context, 'config' | 'stdin' | 'packsFolder'>

/** The folder of a pack with its texts. */
export interface PackFolder {
  readonly folder: string
  readonly files: PackFiles
}

/**
 * The folders of law packs in a folder that somebody named, or of the bundled ones, in the order of their names. A folder
 * that is a pack itself stands alone.
 *
 * @throws UsageError when there are none where somebody said so, PacksError when the bundled ones are gone
 */
export async function namedPackFolders(
  context: Pick<Context, 'packsFolder'>,
  folder: string | undefined,
): Promise<readonly PackFolder[]> {
  if (folder === undefined) return packFolders(context.packsFolder)
  try {
    return await packFolders(folder)
  } catch (error) {
    if (!(error instanceof PacksError)) throw error
    throw new UsageError('FEIYU_USAGE_NO_PACKS', `no law packs in \`${folder}\`; name a pack, or a folder of packs`, {
      at: folder,
      cause: error,
    })
  }
}

async function packFolders(folder: string): Promise<readonly PackFolder[]> {
  const names = await subfolders(folder)
  const folders = (await isPack(folder)) ? [folder] : names.map((name) => join(folder, name))
  if (folders.length === 0) throw missing(folder)
  const found: PackFolder[] = []
  for (const one of folders) found.push({ folder: one, files: await packFiles(one) })
  return found
}

/** The texts of the packs of a folder. */
export async function readPackFiles(folder: string): Promise<readonly PackFiles[]> {
  return (await packFolders(folder)).map(({ files }) => files)
}

/**
 * The law packs of a folder, the bundled ones where none is named, each with who signed it.
 *
 * @throws PacksError when there are none, PackError (of `@feiyu/law`) for one that cannot be read or whose signature is of
 * something else
 */
export async function readPacks(context: PacksContext, folder?: string): Promise<readonly Pack[]> {
  const signers = await readPackSigners(context)
  return Promise.all((await namedPackFolders(context, folder)).map((one) => readPack(one, signers)))
}

/** The packs of folders, nobody's signature looked at. */
export function loadFolders(folders: readonly PackFolder[]): Promise<readonly Pack[]> {
  return Promise.all(folders.map(({ files }) => loadPack(files, anyYaml)))
}

/** One pack with who signed it. */
export async function readPack({ folder, files }: PackFolder, signers: readonly PackSigner[]): Promise<Pack> {
  const pack = await loadPack(files, anyYaml)
  return { ...pack, signatures: await packSignatures(folder, pack, signers) }
}

/** The packs put together into one law. */
export async function readLaw(context: PacksContext, folder?: string): Promise<Law> {
  return createLaw(await readPacks(context, folder))
}

async function isPack(folder: string): Promise<boolean> {
  try {
    return (await stat(join(folder, 'pack.yaml'))).isFile()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw missing(folder, error)
  }
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
async function packFiles(folder: string): Promise<PackFiles> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files: Record<string, string> = {}
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.yaml')) continue
    const path = join(entry.parentPath, entry.name)
    const below = relative(folder, path).replaceAll('\\', '/')
    files[below] = await readFile(path, 'utf8')
  }
  return files
}
