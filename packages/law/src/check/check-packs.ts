import type { CivilDate, Digest } from '@feiyu/core'
import { compileClassTable } from '../engine/class-table.ts'
import type { Decision } from '../engine/decision.ts'
import { createLaw, type Law } from '../engine/law.ts'
import { type Regime, regimeOn } from '../engine/regime.ts'
import { FactError, PackError } from '../errors.ts'
import type { FactValue } from '../facts/fact.ts'
import { loadPack, type PackFiles } from '../pack/load-pack.ts'
import { Coverage } from './coverage.ts'
import { livingRules } from './dead-rules.ts'
import { domainsOf } from './domains.ts'
import { proveMonotone } from './monotone.ts'
import type { PackProblem } from './pack-problem.ts'
import { mostRegions, type Proof, proveRegime } from './prove.ts'
import { readCases } from './read-cases.ts'
import { runCase } from './run-case.ts'
import { unnamedArticles } from './unnamed-articles.ts'
import { unusedFacts } from './unused-facts.ts'

export type { PackProblem } from './pack-problem.ts'

/** Days between two change dates of a decision, and how many regions of facts were shown to have one answer. */
export interface ProvenInterval {
  readonly jurisdiction: string
  readonly question: string
  readonly from: CivilDate
  /** First day of the next interval; `null` for the last. */
  readonly until: CivilDate | null
  readonly regions: number
}

export interface PackReport {
  readonly problems: readonly PackProblem[]
  readonly intervals: readonly ProvenInterval[]
  readonly cases: number
  /** Cases that need a pack which is not there. */
  readonly skipped: number
  readonly packs: readonly {
    readonly id: string
    readonly version: string
    readonly digest: Digest
    readonly reviewers: readonly string[]
  }[]
}

/**
 * Checks packs before anybody relies on them: they load strictly; on every day from the first law on, past and future, the
 * rows of each decision answer every set of facts with one outcome; what is declared monotone is; no row is dead, no fact
 * unused, no row and no side of a cut point without a case; every type of value has one class; every case passes.
 * `types` are the types of value that the scanner can tell; `most` is how many regions of one decision may be looked at.
 */
export async function checkPacks(
  folders: readonly PackFiles[],
  types: readonly string[],
  most: number = mostRegions,
): Promise<PackReport> {
  let law: Law
  try {
    law = createLaw(await Promise.all(folders.map(loadPack)))
  } catch (error) {
    return { problems: [asProblem(error)], intervals: [], cases: 0, skipped: 0, packs: [] }
  }
  const problems: PackProblem[] = []
  const intervals: ProvenInterval[] = []
  for (const decisions of law.decisions.values())
    for (const decision of decisions.values()) intervals.push(...checkDecision(law, decision, problems, most))
  for (const from of law.changeDates) {
    try {
      problems.push(...(await classProblems(law, from, types)))
    } catch (error) {
      problems.push(asProblem(error))
    }
  }
  problems.push(...unusedFacts(law), ...unnamedArticles(law.packs))
  const coverage = new Coverage(law)
  const all = folders.flatMap((files) => readCasesOrProblem(files, problems))
  const loaded = new Set(law.packs.map((pack) => pack.id))
  const cases = all.filter((given) => given.needs.every((id) => loaded.has(id)))
  for (const given of cases) {
    try {
      for (const message of runCase(law, given, coverage))
        problems.push({
          code: 'FEIYU_PACK_CASE',
          message: `${given.name}: ${message}`,
          at: given.at,
          case: given.name,
        })
    } catch (error) {
      const problem = asProblem(error)
      problems.push({ ...problem, message: `${given.name}: ${problem.message}`, at: given.at, case: given.name })
    }
  }
  // Untried rows follow from whatever else is wrong; they are worth saying once the rest is right.
  if (problems.length === 0) problems.push(...coverage.problems())
  return {
    problems,
    intervals,
    cases: cases.length,
    skipped: all.length - cases.length,
    packs: law.packs.map(({ id, version, digest, reviewers }) => ({ id, version, digest, reviewers })),
  }
}

/** Proves one decision on every interval; equal rows have equal proofs, so a change of citations costs nothing. */
function checkDecision(law: Law, decision: Decision, problems: PackProblem[], most: number): readonly ProvenInterval[] {
  const intervals: ProvenInterval[] = []
  const proven = new Map<string, Proven>()
  const living = new Set<string>()
  let faulty = false
  for (const [index, from] of decision.changeDates.entries()) {
    const until = decision.changeDates[index + 1] ?? null
    try {
      const regime = regimeOn(law, decision, from)
      const rows = JSON.stringify(regime.rules.map(({ rule, cells }) => [rule.id, cells]))
      const done = proven.get(rows) ?? proveRows(law, decision, regime, most)
      proven.set(rows, done)
      for (const id of done.living) living.add(id)
      const found = problemsOf(decision, from, until, done)
      faulty ||= found.length > 0
      problems.push(...found)
      intervals.push({
        jurisdiction: decision.jurisdiction,
        question: decision.question,
        from,
        until,
        regions: done.proof.regions,
      })
    } catch (error) {
      faulty = true
      problems.push(asProblem(error))
    }
  }
  if (faulty) return intervals
  for (const rule of decision.rules) {
    if (living.has(rule.id)) continue
    problems.push({
      code: 'FEIYU_PACK_DEAD_RULE',
      message: `rule \`${rule.id}\` never decides: on every set of facts that meets it another rule overrides it; correct it or take it out`,
      at: rule.at,
    })
  }
  return intervals
}

interface Proven {
  readonly proof: Proof
  readonly monotone: ReturnType<typeof proveMonotone>
  readonly living: ReadonlySet<string>
}

function proveRows(law: Law, decision: Decision, regime: Regime, most: number): Proven {
  const domains = domainsOf(law, decision, regime)
  const proof = proveRegime(law, regime, domains, most)
  return {
    proof,
    monotone:
      proof.tooEntangled || proof.counterexample !== null ? null : proveMonotone(law, decision, regime, domains, most),
    living: livingRules(regime, law.slots.size, domains),
  }
}

function problemsOf(
  decision: Decision,
  from: CivilDate,
  until: CivilDate | null,
  { proof, monotone }: Proven,
): readonly PackProblem[] {
  const { counterexample, tooEntangled } = proof
  const days = until === null ? `from ${from} on` : `from ${from} until ${until}`
  const at = `decisions/${decision.question}.yaml`
  if (tooEntangled || (monotone !== null && 'tooEntangled' in monotone)) {
    return [
      {
        code: 'FEIYU_PACK_TOO_ENTANGLED',
        message: `decision \`${decision.question}\` (${decision.jurisdiction}) ${days} has too many regions to prove; split it, or test fewer facts together`,
        at,
      },
    ]
  }
  if (counterexample !== null) {
    const what =
      counterexample.kind === 'gap' ? 'no row answers' : `rows \`${counterexample.rules.join('` and `')}\` disagree`
    return [
      {
        code: counterexample.kind === 'gap' ? 'FEIYU_PACK_GAP' : 'FEIYU_PACK_CONFLICT',
        message: `${days} ${what} for { ${written(counterexample.facts)} }`,
        at,
        counterexample: counterexample.facts,
      },
    ]
  }
  if (monotone === null) return []
  const { fact, from: less, to: more, outcomes, facts } = monotone
  return [
    {
      code: 'FEIYU_PACK_NOT_MONOTONE',
      message: `${days} \`${fact}\` ${less} gives \`${outcomes[0]}\` but ${more} the lighter \`${outcomes[1]}\` for { ${written(facts)} }; the pack declares that more is never lighter`,
      at,
      counterexample: { ...facts, [fact]: more },
    },
  ]
}

function written(facts: Readonly<Record<string, FactValue>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${value === null ? 'not stated' : value}`)
    .join(', ')
}

async function classProblems(law: Law, day: CivilDate, types: readonly string[]): Promise<readonly PackProblem[]> {
  const table = await compileClassTable(law, day)
  const unknown = Object.keys(table.types).filter((type) => !types.includes(type))
  const missing = types.filter((type) => table.types[type] === undefined)
  return [
    ...missing.map((type) => `on ${day} no row says what \`${type}\` counts as; add one`),
    ...unknown.map((type) => `the scanner knows no type \`${type}\`; take the row out or correct the name`),
  ].map((message) => ({ code: 'FEIYU_PACK_CLASSES', message, at: 'classes/' }))
}

function readCasesOrProblem(files: PackFiles, problems: PackProblem[]) {
  try {
    return readCases(files)
  } catch (error) {
    problems.push(asProblem(error))
    return []
  }
}

/** Errors of packs and facts are findings here; anything else is a fault and goes on. */
function asProblem(error: unknown): PackProblem {
  if (error instanceof PackError) return { code: error.code, message: error.message, at: error.at ?? null }
  if (error instanceof FactError) return { code: error.code, message: error.message, at: null }
  throw error
}
