import { byCodeUnit } from '@feiyu/core'
import { PackError } from '../errors.ts'
import type { Pack } from '../pack/pack.ts'
import { checkReferences } from './check-references.ts'
import { type Decision, decisionsOf } from './decision.ts'
import type { Law } from './law-model.ts'
import { merge, mergeSame } from './merge.ts'

export type { Law } from './law-model.ts'

/** Number of the meaning of packs: raised when the same facts, packs and date could give another answer. */
export const engineSemantics = 3

/** Facts that the engine makes of the stated counts. */
export const talliedFacts = ['ordinary_count', 'all_count', 'sensitive_count'] as const

/**
 * Puts packs together: one name, one meaning; every fact, pathway, parameter, article and rule that is named exists.
 *
 * @throws PackError with the file and line of the row that names something unknown
 */
export function createLaw(packs: readonly Pack[]): Law {
  const [first] = packs
  if (first === undefined) throw new PackError('FEIYU_PACK_NONE', 'there is no pack; name at least one')
  refuseMissingPacks(packs)
  const facts = mergeSame(
    packs.flatMap((pack) => pack.facts),
    (fact) => fact.name,
    'fact',
  )
  const derived = merge(
    packs.flatMap((pack) => pack.derived),
    (fact) => fact.name,
    'fact',
  )
  const pathways = mergeSame(
    packs.flatMap((pack) => pack.pathways),
    (pathway) => pathway.code,
    'outcome',
  )
  const decisions = decisionsOf(packs, derived)
  const home = decisions.get(first.jurisdiction)?.get('pathway')
  if (home === undefined) {
    throw new PackError(
      'FEIYU_PACK_NO_PATHWAY',
      `no pack of \`${first.jurisdiction}\` has \`decisions/pathway.yaml\`; put its packs together`,
      { at: `${first.id}/pack.yaml:1` },
    )
  }
  const names = [...facts.keys(), ...derived.keys(), ...talliedFacts, 'pathway'].sort(byCodeUnit)
  const all = [...decisions.values()].flatMap((byQuestion) => [...byQuestion.values()])
  const law: Law = {
    packs,
    references: home.references,
    jurisdiction: first.jurisdiction,
    from: home.from,
    changeDates: home.changeDates,
    facts,
    derived,
    tallyFacts: [...new Set(packs.flatMap((pack) => pack.counting.flatMap((row) => [row.first.fact, row.sensitive])))],
    pathways,
    strictness: [...new Set([home, ...all].flatMap((decision) => decision.strictness))],
    slots: new Map(names.map((name, slot) => [name, slot])),
    names,
    decisions,
    home,
  }
  checkReferences(law)
  return law
}

/** The decision for a jurisdiction and a question, if a pack holds it. */
export function decisionFor(law: Law, jurisdiction: string, question: string): Decision | undefined {
  return law.decisions.get(jurisdiction)?.get(question)
}

function refuseMissingPacks(packs: readonly Pack[]): void {
  const ids = new Set<string>()
  for (const pack of packs) {
    if (ids.has(pack.id))
      throw new PackError('FEIYU_PACK_DUPLICATE', `pack \`${pack.id}\` is there twice; remove one`, {
        at: `${pack.id}/pack.yaml:1`,
      })
    ids.add(pack.id)
  }
  for (const pack of packs) {
    const missing = pack.needs.find((id) => !ids.has(id))
    if (missing !== undefined) {
      throw new PackError(
        'FEIYU_PACK_NEEDS',
        `pack \`${pack.id}\` uses names of pack \`${missing}\`, which is not there; put both into the folder`,
        { at: `${pack.id}/pack.yaml:1` },
      )
    }
  }
}
