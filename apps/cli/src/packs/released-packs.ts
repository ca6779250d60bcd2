import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { byCodeUnit, type Digest } from '@feiyu/core'
import { loadPack, type Pack, type PackFiles, readReleasedPack } from '@feiyu/law'
import { readAnyYaml } from '@feiyu/law/packs'
import type { Context } from '../context.ts'

type PacksContext = Pick<Context, 'packsFolder'>

/** Where released packs stand, one file for each digest: beside the folder of packs, never in it. */
export function releasedFolder({ packsFolder }: PacksContext): string {
  return join(dirname(packsFolder), 'releases', 'packs')
}

/** Name of the file of a released pack: its digest, as `sha256sum` prints that of the file. */
export function releasedName(digest: Digest): string {
  return `${digest.replace(':', '-')}.json`
}

/**
 * The files of the released pack with a digest; `null` where it was not released here.
 *
 * @throws RecordError when the file is not what its name says
 */
export async function findReleased(context: PacksContext, digest: Digest): Promise<PackFiles | null> {
  const text = await textOf(join(releasedFolder(context), releasedName(digest)))
  return text === null ? null : readReleasedPack(text, digest)
}

/** The released packs of one version, in the order of their digests: a version is one pack unless somebody changed it. */
export async function releasedVersions(context: PacksContext, id: string, version: string): Promise<readonly Pack[]> {
  const found: Pack[] = []
  for (const digest of await releasedDigests(context)) {
    const files = await findReleased(context, digest)
    const pack = files === null ? null : await loadPack(files, readAnyYaml)
    if (pack?.id === id && pack.version === version) found.push(pack)
  }
  return found
}

async function releasedDigests(context: PacksContext): Promise<readonly Digest[]> {
  const names = await readdir(releasedFolder(context)).catch(nothingYet)
  return names
    .filter((name) => /^sha256-[0-9a-f]{64}\.json$/.test(name))
    .sort(byCodeUnit)
    .map((name): Digest => `sha256:${name.slice('sha256-'.length, -'.json'.length)}`)
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return null
    throw error
  })
}

function nothingYet(error: unknown): readonly string[] {
  if (isAbsent(error)) return []
  throw error
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
