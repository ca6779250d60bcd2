import type { CivilDate } from '@feiyu/core'
import { holds } from '../engine/cell-test.ts'
import type { Decision } from '../engine/decision.ts'
import type { Law } from '../engine/law.ts'
import { type Regime, regimeOn, type Slot } from '../engine/regime.ts'
import { PackError } from '../errors.ts'
import type { FactValue } from '../facts/fact.ts'
import { aliveRules } from './dead-rules.ts'
import { domainsOf } from './domains.ts'
import { proveMonotone } from './monotone.ts'
import type { PackProblem } from './pack-problem.ts'
import { type Counterexample, type Proof, proveRegime } from './prove.ts'
import { type Superseded, supersededRules } from './superseded.ts'

/** Days between two change dates of a decision, and how many regions of facts were shown to have one answer. */
export interface ProvenInterval {
  readonly jurisdiction: string
  readonly question: string
  readonly from: CivilDate
  /** First day of the next interval; `null` for the last. */
  readonly until: CivilDate | null
  readonly regions: number
}

/** What is wrong with a decision, whatever the days: they are added to the sentence once all of them are known. */
interface Finding {
  readonly code: string
  readonly at: string
  /** The same on two intervals is one finding. */
  readonly key: string
  readonly say: (days: string) => string
  readonly counterexample?: Readonly<Record<string, FactValue>>
}

type Days = Pick<ProvenInterval, 'from' | 'until'>

/**
 * Proves one decision on every interval; equal rows have equal proofs, so a change of citations costs nothing. Each thing
 * that is wrong is said once, with the days on which it is.
 */
export function checkDecision(
  law: Law,
  decision: Decision,
  most: number,
): { readonly intervals: readonly ProvenInterval[]; readonly problems: readonly PackProblem[] } {
  const intervals: ProvenInterval[] = []
  const problems: PackProblem[] = []
  const found = new Map<string, { readonly finding: Finding; readonly days: Days[] }>()
  const proven = new Map<string, Proven>()
  const alive = new Map<string, 'decides' | 'overridden'>()
  /** Rules that decide nothing any more, with the day since when. */
  const deadSince = new Map<string, CivilDate>()
  for (const [index, from] of decision.changeDates.entries()) {
    const until = decision.changeDates[index + 1] ?? null
    try {
      const regime = regimeOn(law, decision, from)
      const rows = JSON.stringify(regime.rules.map(({ rule, cells }) => [rule.id, cells]))
      const done = proven.get(rows) ?? proveRows(law, decision, regime, most)
      proven.set(rows, done)
      for (const [id, life] of done.alive) if (alive.get(id) !== 'decides') alive.set(id, life)
      for (const { rule } of regime.rules) {
        if (done.alive.get(rule.id) === 'decides') deadSince.delete(rule.id)
        else if (!deadSince.has(rule.id)) deadSince.set(rule.id, from)
      }
      for (const finding of findingsOf(law, decision, regime, done)) {
        const known = found.get(finding.key) ?? { finding, days: [] }
        known.days.push({ from, until })
        found.set(finding.key, known)
      }
      intervals.push({
        jurisdiction: decision.jurisdiction,
        question: decision.question,
        from,
        until,
        regions: done.proof.regions,
      })
    } catch (error) {
      if (!(error instanceof PackError)) throw error
      problems.push({ code: error.code, message: error.message, at: error.at ?? null })
    }
  }
  for (const { finding, days } of found.values()) {
    const { key: _, say, ...rest } = finding
    problems.push({ ...rest, message: say(daysText(days)) })
  }
  return { intervals, problems: problems.length > 0 ? problems : deadRules(decision, alive, deadSince) }
}

function deadRules(
  decision: Decision,
  alive: Proven['alive'],
  deadSince: ReadonlyMap<string, CivilDate>,
): readonly PackProblem[] {
  return decision.rules.flatMap((rule) => {
    const life = alive.get(rule.id)
    const since = deadSince.get(rule.id)
    if (life === 'decides' && since === undefined) return []
    if (life === 'decides') {
      const message = `rule \`${rule.id}\` decides nothing from ${since} on: from then on another rule always goes before it; end it, \`until: '${since}'\``
      return [{ code: 'FEIYU_PACK_SUPERSEDED', message, at: rule.at }]
    }
    const why =
      life === 'overridden'
        ? 'on every set of facts that meets it another rule overrides it'
        : 'no set of facts meets its tests'
    return [
      {
        code: 'FEIYU_PACK_DEAD_RULE',
        message: `rule \`${rule.id}\` never decides: ${why}; correct it or take it out`,
        at: rule.at,
      },
    ]
  })
}

interface Proven {
  readonly proof: Proof
  readonly monotone: ReturnType<typeof proveMonotone>
  readonly alive: ReturnType<typeof aliveRules>
  readonly superseded: readonly Superseded[]
}

function proveRows(law: Law, decision: Decision, regime: Regime, most: number): Proven {
  const domains = domainsOf(law, decision, regime)
  const proof = proveRegime(law, regime, domains, most)
  return {
    proof,
    monotone:
      proof.tooEntangled || proof.counterexample !== null ? null : proveMonotone(law, decision, regime, domains, most),
    alive: aliveRules(regime, law.slots.size, domains),
    superseded: supersededRules(regime, domains),
  }
}

function findingsOf(law: Law, decision: Decision, regime: Regime, done: Proven): readonly Finding[] {
  const finding = findingOf(law, decision, regime, done)
  return [...(finding === null ? [] : [finding]), ...done.superseded.map(supersededFinding)]
}

function supersededFinding({ older, later }: Superseded): Finding {
  return {
    code: 'FEIYU_PACK_SUPERSEDED',
    key: `${older.id} ${later.id}`,
    at: older.at,
    say: () =>
      `rule \`${older.id}\` goes on beside \`${later.id}\` (${later.at}), which answers the same from the same facts since ${later.from}; end the older, \`until: '${later.from}'\``,
  }
}

function findingOf(law: Law, decision: Decision, regime: Regime, { proof, monotone }: Proven): Finding | null {
  const { counterexample, tooEntangled } = proof
  if (tooEntangled || (monotone !== null && 'tooEntangled' in monotone)) {
    const code = 'FEIYU_PACK_TOO_ENTANGLED'
    return {
      code,
      key: code,
      at: fileOf(decision),
      say: (days) =>
        `decision \`${decision.question}\` (${decision.jurisdiction}) ${days} has too many regions to prove; split it, or test fewer facts together`,
    }
  }
  if (counterexample !== null) return rowsFinding(law, decision, regime, counterexample)
  if (monotone === null) return null
  const { fact, from: less, to: more, outcomes, facts, at } = monotone
  return {
    code: 'FEIYU_PACK_NOT_MONOTONE',
    key: `${fact} ${at}`,
    at,
    say: (days) =>
      `${days} \`${fact}\` ${less} gives \`${outcomes[0]}\` but ${more} the lighter \`${outcomes[1]}\` for { ${written(facts)} }; the pack declares that more is never lighter`,
    counterexample: { ...facts, [fact]: more },
  }
}

function rowsFinding(law: Law, decision: Decision, regime: Regime, { kind, facts, rules }: Counterexample): Finding {
  const example = `for { ${written(facts)} }`
  if (kind === 'gap') {
    const near = nearestRule(law, regime, facts)
    const hint = near === null ? '' : `; the row that comes nearest is \`${near.id}\``
    return {
      code: 'FEIYU_PACK_GAP',
      key: kind,
      at: near?.at ?? fileOf(decision),
      say: (days) => `${days} no row answers ${example}${hint}`,
      counterexample: facts,
    }
  }
  const rows = regime.rules.filter(({ rule }) => rules.includes(rule.id)).map(({ rule }) => rule)
  const others = rows.slice(1).map((rule) => `\`${rule.id}\` (${rule.at})`)
  return {
    code: 'FEIYU_PACK_CONFLICT',
    key: rules.join(),
    at: rows[0]?.at ?? fileOf(decision),
    say: (days) =>
      `${days} rows \`${rules.join('` and `')}\` disagree ${example}; one has to override the other: beside it stands ${others.join(', ')}`,
    counterexample: facts,
  }
}

/** The row with the fewest tests that fail on the facts, and of several the one with the most that hold. */
function nearestRule(law: Law, regime: Regime, facts: Counterexample['facts']) {
  const slots: Slot[] = Array.from({ length: law.slots.size }, () => undefined)
  for (const [name, value] of Object.entries(facts)) slots[law.slots.get(name)!] = value
  const [nearest] = regime.rules
    .map(({ rule, cells }) => {
      const known = cells.filter((cell) => slots[cell.slot] !== undefined)
      const held = known.filter((cell) => holds(cell, slots[cell.slot] ?? null)).length
      return { rule, failed: known.length - held, held }
    })
    .sort((left, right) => left.failed - right.failed || right.held - left.held)
  return nearest?.rule ?? null
}

/** The file of a decision that is wrong as a whole: that of the pack with its first row. */
function fileOf(decision: Decision): string {
  const at = decision.rules[0]?.at ?? `${decision.packs[0]?.id}/decisions/${decision.question}.yaml:1`
  return at.replace(/:\d+$/, ':1')
}

/** `from 2024-03-22 until 2025-06-27 and from 2026-01-01 on`: intervals that follow each other are one. */
function daysText(days: readonly Days[]): string {
  const joined: Days[] = []
  for (const { from, until } of days) {
    const last = joined.at(-1)
    if (last?.until === from) joined[joined.length - 1] = { from: last.from, until }
    else joined.push({ from, until })
  }
  return joined
    .map(({ from, until }) => (until === null ? `from ${from} on` : `from ${from} until ${until}`))
    .join(' and ')
}

function written(facts: Readonly<Record<string, FactValue>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${value === null ? 'not stated' : value}`)
    .join(', ')
}
