import type { PackReference } from '../answer.ts'

/** The text that whoever answers for a pack signs: which pack, which version, and the digest of its files. */
export function packStatement({ id, version, digest }: Readonly<Record<keyof PackReference, string>>): string {
  return `feiyu law pack\nid: ${id}\nversion: ${version}\ndigest: ${digest}\n`
}
