import { nearest } from '@feiyu/core'
import type { Law, Pack, Rule } from '@feiyu/law'
import { UsageError } from '../../../errors.ts'
import { findPack } from '../find-pack.ts'

/**
 * The rows of one decision of one pack.
 *
 * @throws UsageError naming the nearest pack or decision
 */
export function findDecision(
  law: Law,
  id: string,
  question: string,
): { readonly pack: Pack; readonly rules: readonly Rule[] } {
  const pack = findPack(law.packs, id)
  const rules = pack.rules.filter((rule) => rule.question === question)
  if (rules.length > 0) return { pack, rules }
  const known = [...new Set(pack.rules.map((rule) => rule.question))]
  const near = nearest(question, known)
  const others = known.length === 0 ? 'it answers no question itself' : `it has \`${known.join(', ')}\``
  const hint = near === undefined ? others : `did you mean \`${near}\`?`
  throw new UsageError('FEIYU_USAGE_UNKNOWN_DECISION', `pack \`${id}\` has no decision \`${question}\`; ${hint}`)
}
