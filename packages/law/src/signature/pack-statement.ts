import type { Pack } from '../pack/pack.ts'

/** The text that whoever answers for a pack signs: which pack, which version, and the digest of its files. */
export function packStatement({ id, version, digest }: Pick<Pack, 'id' | 'version' | 'digest'>): string {
  return `feiyu law pack\nid: ${id}\nversion: ${version}\ndigest: ${digest}\n`
}
