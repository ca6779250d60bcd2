import { nearest } from '@feiyu/core'
import type { Pack } from '@feiyu/law'
import { UsageError } from '../../errors.ts'

/**
 * The pack of an id.
 *
 * @throws UsageError naming the nearest one
 */
export function findPack(packs: readonly Pack[], id: string): Pack {
  const found = packs.find((pack) => pack.id === id)
  if (found !== undefined) return found
  const known = packs.map((pack) => pack.id)
  const near = nearest(id, known)
  const hint = near === undefined ? `there are \`${known.join(', ')}\`` : `did you mean \`${near}\`?`
  throw new UsageError('FEIYU_USAGE_UNKNOWN_PACK', `no pack \`${id}\`; ${hint}`)
}
