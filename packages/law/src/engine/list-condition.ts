import type { Cell, ListDefinition } from '../pack/pack.ts'
import type { Law } from './law-model.ts'

/**
 * What keeps a condition of an official list from saying anything: it tests what the list itself decides, which law or
 * question is asked, or a fact that only another law has. `null` for one that can be used.
 */
export function conditionProblem(law: Law, list: ListDefinition, condition: readonly Cell[]): string | null {
  for (const { fact } of condition) {
    if (decidedBy(list).includes(fact))
      return `\`${fact}\` is made of the rows of \`${list.id}\`, so none of them can test it; take it out`
    if (fact === 'jurisdiction' || fact === 'question')
      return `\`${fact}\` says which law is asked for what, and no row of a list can test it; take it out`
    const own = jurisdictionOf(law, list)
    if (!isOf(law, own, fact))
      return `\`${fact}\` is a fact of another law, and \`${list.id}\` is of \`${own}\`; test a fact of that`
  }
  return null
}

function decidedBy({ decides }: ListDefinition): readonly string[] {
  if (decides === null) return ['pathway']
  const { item, covered, listed, tier } = decides
  return ['pathway', item, listed, tier, ...(covered === null ? [] : [covered])]
}

function jurisdictionOf(law: Law, list: ListDefinition): string {
  return law.packs.find((pack) => pack.id === list.pack)?.jurisdiction ?? law.jurisdiction
}

/** Whether a pack of the law, or one whose names it uses, has the fact. */
function isOf(law: Law, jurisdiction: string, fact: string): boolean {
  const own = law.packs.filter((pack) => pack.jurisdiction === jurisdiction)
  const used = law.packs.filter((pack) => own.some((one) => one === pack || one.needs.includes(pack.id)))
  const defined = used.some((pack) => [...pack.facts, ...pack.derived].some(({ name }) => name === fact))
  // What is neither stated nor derived is a tally, and those are of the law that counts.
  const tallied = !law.facts.has(fact) && !law.derived.has(fact) && own.some((pack) => pack.counting.length > 0)
  return defined || tallied
}
