import type { Answer } from '../answer.ts'
import { FactError } from '../errors.ts'
import type { StatedFacts } from '../facts/fact.ts'
import { effects } from '../pack/pack.ts'
import { type DecideOptions, decideLeg } from './decide-leg.ts'
import type { Law } from './law.ts'

/**
 * A flow over several places: the law of the origin, then of every hop, each on its own facts. The strictest answer is
 * that of the whole, and each stays as a part. What is missing of a hop is named `hops.<number>.<fact>`, from 1.
 */
export function decideLegs(
  law: Law,
  stated: StatedFacts,
  hops: readonly StatedFacts[],
  options: DecideOptions,
): Answer {
  const legs = [stated, ...hops]
  refuseBrokenChain(legs)
  const parts = legs.map((leg) => decideLeg(law, leg, options))
  const weights = parts.map((part) => part.possible.map((code) => weightOf(law, code)))
  // An outcome is that of the whole where every other leg may turn out no stricter.
  const stands = (weight: number) => weights.every((of) => of.some((other) => other >= weight))
  const possible = [
    ...new Set(parts.flatMap((part, leg) => part.possible.filter((_, index) => stands(weights[leg]![index]!)))),
  ].sort((left, right) => weightOf(law, left) - weightOf(law, right))
  const faulty = parts.find((part) => part.kind === 'gap' || part.kind === 'conflict')
  if (faulty !== undefined) return { ...faulty, parts }
  const strictest = parts.find((part) => part.pathway === possible[0] && part.kind === 'decided')
  if (possible.length === 1 && strictest !== undefined) return { ...joined(strictest, parts), parts }
  // Only a leg that can still be stricter than what is certain has facts that matter.
  const certain = Math.min(...weights.map((of) => Math.max(...of)))
  const open = parts.flatMap((part, leg) =>
    weights[leg]!.some((weight) => weight < certain)
      ? part.missing.map((name) => (leg === 0 ? name : `hops.${leg}.${name}`))
      : [],
  )
  const whole = joined(parts[0]!, parts)
  return {
    ...whole,
    pathway: 'NEEDS_INFO',
    kind: 'undetermined',
    citations: parts.flatMap((part) => part.citations),
    missing: [...new Set(open)].sort(),
    possible,
    tally: null,
    parts,
  }
}

/** Notes, duties, flags and packs of all legs; the rest is of the answer that stands. */
function joined(answer: Answer, parts: readonly Answer[]): Answer {
  return {
    ...answer,
    notes: parts.flatMap((part) => part.notes),
    duties: parts.flatMap((part) => part.duties),
    reviewFlags: [...new Set(parts.flatMap((part) => part.reviewFlags))].sort(),
    packs: [...new Set(parts.flatMap((part) => part.packs))],
  }
}

/** Smaller is stricter: by what the outcome lets happen, then by the order of its own law. */
export function weightOf(law: Law, code: string): number {
  const effect = law.pathways.get(code)?.effect
  return (effect === undefined ? 0 : effects.indexOf(effect)) * 1_000 + law.strictness.indexOf(code)
}

/** Each leg starts where the one before ended. */
function refuseBrokenChain(legs: readonly StatedFacts[]): void {
  for (const [index, leg] of legs.entries()) {
    if (index === 0) continue
    const hop = `hops[${index - 1}]`
    const from = leg.values.get('jurisdiction')
    if (from === undefined) {
      throw new FactError('FEIYU_FACT_HOP', `\`${hop}\` names no \`jurisdiction\`; say whose law it leaves under`, {
        fact: hop,
      })
    }
    const to = legs[index - 1]?.values.get('destination')
    if (to !== undefined && from !== 'EU' && to !== from) {
      throw new FactError(
        'FEIYU_FACT_CONTRADICTION',
        `\`${hop}.jurisdiction\` ${from} is not the \`destination\` ${to} of the leg before; correct one of the two`,
        { fact: `${hop}.jurisdiction` },
      )
    }
  }
}
