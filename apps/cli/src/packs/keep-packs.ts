import { readdir, readFile } from 'node:fs/promises'
import { byCodeUnit, type Digest, digestOf } from '@feiyu/core'
import { type DecisionRecord, loadPack } from '@feiyu/law'
import type { Context } from '../context.ts'
import { PacksError } from '../errors.ts'
import { makePrivateFolder, writeDurably } from '../home/durable-write.ts'
import { homeLayout, inHome } from '../home/home-layout.ts'
import { anyYaml } from './any-yaml.ts'
import { namedPackFolders } from './read-packs.ts'

/** Name of the file of a pack that is kept by its digest, as `sha256sum` prints that of the file. */
export function packFileName(digest: Digest): string {
  return `${digest.replace(':', '-')}.json`
}

/**
 * Keeps in the home, each once and by its digest, the packs that decisions were made under: packs of one's own are released
 * nowhere, and without them no decision could be derived again once they change. A file that is not what its name says is
 * written anew. `folder` is where they were read from.
 *
 * @throws HomeError where they cannot be written, PacksError where they changed in the meantime
 */
export async function keepPacks(
  context: Context,
  records: readonly DecisionRecord[],
  folder: string | undefined,
): Promise<void> {
  const kept = inHome(context.config.home, homeLayout.packs)
  const missing = new Set<Digest>()
  for (const digest of new Set(records.flatMap(({ packs }) => packs.map((pack) => pack.digest))))
    if (!(await isIntact(`${kept}/${packFileName(digest)}`, digest))) missing.add(digest)
  if (missing.size === 0) return
  const { writeReleasedPack } = await import('@feiyu/law/packs')
  await makePrivateFolder(kept)
  for (const { files } of await namedPackFolders(context, folder)) {
    const { digest } = await loadPack(files, anyYaml)
    if (!missing.delete(digest)) continue
    await writeDurably(`${kept}/${packFileName(digest)}`, writeReleasedPack(files), { replace: true })
  }
  const [changed] = missing
  if (changed === undefined) return
  throw new PacksError(
    'FEIYU_PACKS_CHANGED',
    `the law packs changed while this decision was made: \`${changed}\` is gone; run the command again`,
  )
}

/** The text of a pack that the home keeps, with its file; `null` where it keeps none of that digest. */
export async function keptPack(
  { config }: Pick<Context, 'config'>,
  digest: Digest,
): Promise<{ readonly text: string; readonly path: string } | null> {
  const path = inHome(config.home, `${homeLayout.packs}/${packFileName(digest)}`)
  const text = await unlessAbsent(readFile(path, 'utf8'))
  return text === null ? null : { text, path }
}

/** How many packs the home keeps, and the files that are not what their names say. */
export async function keptPacks({
  config,
}: Pick<Context, 'config'>): Promise<{ readonly count: number; readonly damaged: readonly string[] }> {
  const folder = inHome(config.home, homeLayout.packs)
  const names = (await unlessAbsent(readdir(folder))) ?? []
  const digests = names.map(digestOfName).filter((digest) => digest !== null)
  const damaged: string[] = []
  for (const digest of digests.sort(byCodeUnit)) {
    const path = `${folder}/${packFileName(digest)}`
    if (!(await isIntact(path, digest))) damaged.push(path)
  }
  return { count: digests.length, damaged }
}

/** The digest that the name of a file of a pack says; `null` for another file. */
export function digestOfName(name: string): Digest | null {
  const hex = /^sha256-([0-9a-f]{64})\.json$/.exec(name)?.[1]
  return hex === undefined ? null : `sha256:${hex}`
}

async function isIntact(path: string, digest: Digest): Promise<boolean> {
  const bytes = await unlessAbsent(readFile(path))
  return bytes !== null && (await digestOf(new Uint8Array(bytes))) === digest
}

/** What was read; `null` where there is no such file. */
export function unlessAbsent<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  })
}
