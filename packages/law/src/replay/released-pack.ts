import { canonicalJson, type Digest, digestOf } from '@feiyu/core'
import { RecordError } from '../errors.ts'
import type { PackFiles } from '../pack/load-pack.ts'

/**
 * A released pack as one text: the canonical JSON of its files, cases left out. The SHA-256 of that text is the digest of
 * the pack, so that any tool can check it.
 */
export function writeReleasedPack(files: PackFiles): string {
  const paths = Object.keys(files).filter((path) => path.endsWith('.yaml') && !path.startsWith('cases/'))
  return canonicalJson(Object.fromEntries(paths.map((path) => [path, files[path]!])))
}

/**
 * The files of a pack that was released, or kept under its digest. `at` is where the text stands.
 *
 * @throws RecordError when the text is not the one of that digest
 */
export async function readReleasedPack(text: string, digest: Digest, at?: string): Promise<PackFiles> {
  if ((await digestOf(text)) !== digest) {
    throw new RecordError(
      'FEIYU_RECORD_PACK_CHANGED',
      `the file of the law pack \`${digest}\` is not what its digest says; put back an intact copy of it`,
      at === undefined ? {} : { at },
    )
  }
  // Only `writeReleasedPack` writes texts with this digest: names with texts.
  return JSON.parse(text) as PackFiles
}
