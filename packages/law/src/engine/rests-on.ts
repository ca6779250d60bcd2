import type { Case } from './case.ts'
import { type Leaf, wholeView } from './evaluate.ts'
import { decisiveFacts, explore } from './explore.ts'
import { cellsHold } from './match.ts'
import type { CompiledCollectRule } from './regime.ts'
import type { Slot } from './slot.ts'

/** The rows that an answer rests on, and the values that it was given for. */
export interface Resting {
  readonly rules: ReadonlySet<string>
  readonly duties: ReadonlySet<string>
  readonly flags: ReadonlySet<string>
  /** What was stated, and what was made of it: nothing that was only tried. */
  readonly slots: readonly (readonly Slot[])[]
}

/**
 * What the answer to a case rests on. Where a fact that could be stated is missing, no row decides; where only an open
 * question of law is left, the rows that its answers would decide by are all that the law has to say.
 */
export function restsOn(given: Case): Resting {
  const explored = explore(given)
  if (explored.kind !== 'possibilities') return { rules: new Set(), duties: new Set(), flags: new Set(), slots: [] }
  const { possibilities } = explored
  const isOpen = (name: string) => given.law.facts.get(name)?.kind === 'open'
  const leaves = possibilities.map(({ leaf }) => leaf)
  const pathways = new Set(leaves.map((leaf) => leaf.pathway))
  const settled = pathways.size === 1 || decisiveFacts(possibilities).every(isOpen)
  const added = (rows: readonly CompiledCollectRule<unknown>[]) =>
    new Set(
      rows
        .filter((row) => {
          const adds = (leaf: Leaf) => addsTo(given, row, leaf)
          return settled ? leaves.some(adds) : leaves.every(adds)
        })
        .map((row) => row.id),
    )
  const stated = possibilities.filter(({ assigned }) => [...assigned.keys()].every(isOpen))
  return {
    rules: new Set(settled ? leaves.flatMap((leaf) => leaf.rules.map(({ rule }) => rule.id)) : []),
    duties: added(given.regime.duties),
    flags: added(given.regime.flags),
    slots: stated.length > 0 ? stated.map(({ leaf }) => leaf.view.slots) : [wholeView(given, new Map()).slots],
  }
}

function addsTo({ regime }: Case, row: CompiledCollectRule<unknown>, leaf: Leaf): boolean {
  leaf.view.slots[regime.pathwaySlot] = leaf.pathway
  return cellsHold(row.cells, leaf.view.slots) === true
}
