import { byCodeUnit } from '@feiyu/core'
import { FactError } from '../errors.ts'
import type { FactScalar } from '../facts/fact.ts'
import { type Case, type Evaluation, evaluate, type Leaf } from './evaluate.ts'
import type { Assigned } from './view.ts'

/** An answer together with the values of unknown facts under which it is the answer. */
export interface Possibility {
  readonly assigned: Assigned
  readonly leaf: Leaf
}

export type Exploration =
  | { readonly kind: 'possibilities'; readonly possibilities: readonly Possibility[] }
  | Extract<Evaluation, { readonly kind: 'gap' | 'conflict' }>

/** Nothing tried yet. */
const nothingAssigned: Assigned = new Map()

/** More unknowns than this many combinations are refused rather than half explored. */
const mostPossibilities = 20_000

/**
 * Every answer that the unknown facts leave open, each with the values that lead to it. The possibilities do not overlap
 * and together cover all values: an unknown fact is tried with one value of each region that the tests can tell apart.
 */
export function explore(given: Case, fixed: Assigned = nothingAssigned): Exploration {
  const first = evaluate(given, fixed)
  if (first.kind === 'leaf') return { kind: 'possibilities', possibilities: [{ assigned: fixed, leaf: first }] }
  const possibilities: Possibility[] = []
  const visit = (assigned: Assigned): Exploration | null => {
    const found = evaluate(given, assigned)
    if (found.kind === 'leaf') {
      possibilities.push({ assigned, leaf: found })
      if (possibilities.length > mostPossibilities) {
        throw new FactError(
          'FEIYU_FACT_TOO_MANY_UNKNOWN',
          'too many facts are unknown to list what they could change; state some of them',
        )
      }
      return null
    }
    if (found.kind !== 'need') return found
    for (const atom of found.atoms) {
      const fault = visit(new Map(assigned).set(found.key, atom))
      if (fault !== null) return fault
    }
    return null
  }
  return visit(fixed) ?? { kind: 'possibilities', possibilities }
}

/**
 * The unknown facts that can change the pathway for some values of the others: two possibilities with different pathways
 * agree on all facts but that one.
 */
export function decisiveFacts(possibilities: readonly Possibility[]): readonly string[] {
  const decisive = new Set<string>()
  for (let first = 0; first < possibilities.length; first++) {
    for (let second = first + 1; second < possibilities.length; second++) {
      const left = possibilities[first]!
      const right = possibilities[second]!
      if (left.leaf.pathway === right.leaf.pathway) continue
      const [only, another] = differences(left.assigned, right.assigned)
      if (only !== undefined && another === undefined) decisive.add(only)
    }
  }
  return [...decisive].sort(byCodeUnit)
}

/** Up to two facts on which both sides have a value, and not the same. */
function differences(left: Assigned, right: Assigned): readonly string[] {
  const found: string[] = []
  for (const [name, value] of left) {
    const other: FactScalar | undefined = right.get(name)
    if (other !== undefined && other !== value) {
      found.push(name)
      if (found.length === 2) break
    }
  }
  return found
}
