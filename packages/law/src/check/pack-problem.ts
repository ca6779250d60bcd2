import type { FactValue } from '../facts/fact.ts'

/** Something that keeps a pack from being used. */
export interface PackProblem {
  readonly code: string
  readonly message: string
  readonly at: string | null
  /** The name of the case that fails; the message begins with it. */
  readonly case?: string
  readonly counterexample?: Readonly<Record<string, FactValue>>
}

/** What a proof or a case finds out about packs that can be read. */
const findings: ReadonlySet<string> = new Set([
  'FEIYU_PACK_CASE',
  'FEIYU_PACK_CLASSES',
  'FEIYU_PACK_CONFLICT',
  'FEIYU_PACK_DEAD_RULE',
  'FEIYU_PACK_GAP',
  'FEIYU_PACK_NOT_MONOTONE',
  'FEIYU_PACK_RECORD_FACT',
  'FEIYU_PACK_SUPERSEDED',
  'FEIYU_PACK_TOO_ENTANGLED',
  'FEIYU_PACK_UNNAMED_ARTICLE',
  'FEIYU_PACK_UNTRIED_CUT',
  'FEIYU_PACK_UNTRIED_ROW',
  'FEIYU_PACK_UNUSED_FACT',
])

/**
 * Whether a problem was found out about packs that can be read; else their text is to be put right first: an unknown key,
 * a number of law before its source. A case that names a fact wrongly is a case that fails.
 */
export function isFinding({ code, case: failing }: PackProblem): boolean {
  return failing !== undefined || findings.has(code)
}
