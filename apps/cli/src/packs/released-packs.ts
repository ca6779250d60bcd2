import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { byCodeUnit, type Digest } from '@feiyu/core'
import { loadPack, type Pack, type PackFiles, readReleasedPack } from '@feiyu/law'
import type { Context } from '../context.ts'
import { anyYaml } from './any-yaml.ts'
import { digestOfName, keptPack, packFileName, unlessAbsent } from './keep-packs.ts'

type PacksContext = Pick<Context, 'packsFolder'>

/** Where released packs stand, one file for each digest: beside the folder of packs, never in it. */
export function releasedFolder({ packsFolder }: PacksContext): string {
  return join(dirname(packsFolder), 'releases', 'packs')
}

/**
 * The files of the pack with a digest, released or kept in the home; `null` where it is neither.
 *
 * @throws RecordError when the file is not what its name says
 */
export async function findByDigest(
  context: PacksContext & Pick<Context, 'config'>,
  digest: Digest,
): Promise<PackFiles | null> {
  const released = await findReleased(context, digest)
  if (released !== null) return released
  const kept = await keptPack(context, digest)
  return kept === null ? null : readReleasedPack(kept.text, digest, kept.path)
}

async function findReleased(context: PacksContext, digest: Digest): Promise<PackFiles | null> {
  const path = join(releasedFolder(context), packFileName(digest))
  const text = await unlessAbsent(readFile(path, 'utf8'))
  return text === null ? null : readReleasedPack(text, digest, path)
}

/** Every released pack, by id, version and digest. */
export async function releasedPacks(context: PacksContext): Promise<readonly Pack[]> {
  const found: Pack[] = []
  for (const digest of await releasedDigests(context)) {
    const files = await findReleased(context, digest)
    if (files !== null) found.push(await loadPack(files, anyYaml))
  }
  return found.sort(
    (left, right) =>
      byCodeUnit(left.id, right.id) || byCodeUnit(left.version, right.version) || byCodeUnit(left.digest, right.digest),
  )
}

/** The released packs of one version, in the order of their digests: a version is one pack unless somebody changed it. */
export async function releasedVersions(context: PacksContext, id: string, version: string): Promise<readonly Pack[]> {
  return (await releasedPacks(context)).filter((pack) => pack.id === id && pack.version === version)
}

async function releasedDigests(context: PacksContext): Promise<readonly Digest[]> {
  const names = (await unlessAbsent(readdir(releasedFolder(context)))) ?? []
  return names
    .map(digestOfName)
    .filter((digest) => digest !== null)
    .sort(byCodeUnit)
}
