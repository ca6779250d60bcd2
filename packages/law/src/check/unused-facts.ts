import type { Law } from '../engine/law.ts'
import type { PackProblem } from './pack-problem.ts'

/** Facts that can be stated and change nothing, though no pack says that they are kept for the record. */
export function unusedFacts(law: Law): readonly PackProblem[] {
  const used = new Set<string>(['question', 'jurisdiction', ...law.tallyFacts])
  const decisions = [...law.decisions.values()].flatMap((byQuestion) => [...byQuestion.values()])
  for (const decision of decisions) {
    for (const row of [...decision.rules, ...decision.dutyRules, ...decision.flagRules])
      for (const cell of row.when) used.add(cell.fact)
    for (const rule of decision.rules) {
      for (const { after } of rule.dates.values()) used.add(after)
      if (rule.answer.kind === 'pathway') continue
      for (const part of rule.answer.parts.values())
        if (!('pathway' in part)) for (const fact of [...part.set.keys(), ...part.from.values()]) used.add(fact)
    }
    for (const { decides, rows } of decision.lists) {
      if (decides !== null) used.add(decides.item)
      for (const cell of [...(decides?.where ?? []), ...rows.flatMap((row) => row.condition)]) used.add(cell.fact)
    }
    for (const row of decision.counting) for (const fact of row.joins.keys()) used.add(fact)
  }
  const problems: PackProblem[] = []
  for (const derived of law.derived.values()) {
    if (!used.has(derived.name)) problems.push(unused(derived.name, derived.at))
    const sources =
      derived.recogniser === 'first-stated'
        ? derived.sources
        : derived.recogniser === 'among'
          ? [derived.source, derived.list]
          : derived.recogniser === 'phase' && derived.seen !== null
            ? [derived.source, derived.seen]
            : [derived.source]
    for (const source of sources) used.add(source)
  }
  for (const fact of law.facts.values()) {
    const whole = fact.type === 'events' || fact.type === 'flows' || fact.type === 'entities' || fact.type === 'hops'
    if (!whole && !fact.record && !used.has(fact.name)) problems.push(unused(fact.name, fact.at))
    if (fact.record && used.has(fact.name)) {
      problems.push({
        code: 'FEIYU_PACK_RECORD_FACT',
        message: `\`${fact.name}\` is kept for the record and yet a row tests it; take \`record\` out`,
        at: fact.at,
      })
    }
  }
  return problems
}

function unused(name: string, at: string): PackProblem {
  return {
    code: 'FEIYU_PACK_UNUSED_FACT',
    message: `no row asks for \`${name}\`; take it out, or say \`record: true\` if it is kept for the record`,
    at,
  }
}
