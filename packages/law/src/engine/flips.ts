import type { Answer, Citation, Flip } from '../answer.ts'
import type { FactScalar, FactValue, StatedFacts } from '../facts/fact.ts'
import type { CountingRule } from '../pack/pack.ts'
import type { Case } from './evaluate.ts'
import { explore } from './explore.ts'
import { slotOf } from './regime.ts'

/**
 * Changes of one fact that change a decided answer, each verified by deciding again: facts that a handler may choose, and
 * the lines of the counts. Counts are shown as intervals and never as a lever: splitting volumes is barred
 * (个人信息出境标准合同办法 art. 4).
 */
export function flipsOf(given: Case, answer: Answer): readonly Flip[] {
  if (answer.kind !== 'decided') return []
  const { law, decision, regime, stated } = given
  const flips: Flip[] = []
  for (const fact of law.facts.values()) {
    const current = stated.values.get(fact.name)
    const tally = tallyOf(regime.counting, fact.name)
    if (current === undefined || !(fact.lever || tally !== null)) continue
    const atoms = regime.atoms.get(slotOf(law, tally ?? fact.name)) ?? []
    for (const [index, atom] of atoms.entries()) {
      const next = atoms[index + 1]
      if (inside(current, atom, next)) continue
      const other = decideWith(given, fact.name, atom)
      if (other === null || other.pathway === answer.pathway) continue
      flips.push({
        change: { [fact.name]: interval(atom, next) },
        to: other.pathway,
        lighter: decision.strictness.indexOf(other.pathway) > decision.strictness.indexOf(answer.pathway),
        lever: fact.lever,
        citations: other.citations,
      })
    }
  }
  return flips
}

/** The tally that a stated count becomes on the day. */
function tallyOf(counting: CountingRule | null, fact: string): string | null {
  if (counting?.sensitive === fact) return 'sensitive_count'
  return counting?.first.fact === fact ? counting.first.tally : null
}

function decideWith(
  given: Case,
  fact: string,
  value: FactScalar,
): { pathway: string; citations: readonly Citation[] } | null {
  const values = new Map(given.stated.values).set(fact, value)
  if (fact === 'pi' && value === false)
    for (const name of values.keys()) if (typeof values.get(name) === 'number') values.delete(name)
  const stated: StatedFacts = { ...given.stated, values }
  const explored = explore({ ...given, stated })
  if (explored.kind !== 'possibilities') return null
  const [first, another] = explored.possibilities
  if (first === undefined || another !== undefined) return null
  return { pathway: first.leaf.pathway, citations: first.leaf.rules.flatMap((rule) => rule.citations) }
}

function inside(current: FactScalar, atom: FactScalar, next: FactScalar | undefined): boolean {
  if (typeof atom !== 'number' || typeof current !== 'number') return current === atom
  return current >= atom && (typeof next !== 'number' || current < next)
}

function interval(atom: FactScalar, next: FactScalar | undefined): Readonly<Record<string, FactValue>> {
  if (typeof atom !== 'number') return { eq: atom }
  if (typeof next === 'number' && next === atom + 1) return { eq: atom }
  return { ...(atom > 0 ? { ge: atom } : {}), ...(typeof next === 'number' ? { lt: next } : {}) }
}
