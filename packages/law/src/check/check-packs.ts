import type { Digest } from '@feiyu/core'
import { compileClassTable } from '../engine/class-table.ts'
import { createLaw, type Law } from '../engine/law.ts'
import { FactError, PackError } from '../errors.ts'
import { readAnyYaml } from '../pack/any-yaml.ts'
import { loadPack, type PackFiles } from '../pack/load-pack.ts'
import { checkDecision, type ProvenInterval } from './check-decision.ts'
import { Coverage } from './coverage.ts'
import type { PackProblem } from './pack-problem.ts'
import { mostRegions } from './prove.ts'
import { readCases } from './read-cases.ts'
import { runCase } from './run-case.ts'
import { unnamedArticles } from './unnamed-articles.ts'
import { unsourcedNumbers } from './unsourced-numbers.ts'
import { unusedFacts } from './unused-facts.ts'

export type { ProvenInterval } from './check-decision.ts'
export type { PackProblem } from './pack-problem.ts'

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
    law = createLaw(await Promise.all(folders.map((files) => loadPack(files, readAnyYaml))))
  } catch (error) {
    return { problems: [asProblem(error)], intervals: [], cases: 0, skipped: 0, packs: [] }
  }
  const problems: PackProblem[] = [...unsourcedNumbers(law)]
  const intervals: ProvenInterval[] = []
  for (const decision of [...law.decisions.values()].flatMap((decisions) => [...decisions.values()])) {
    const checked = checkDecision(law, decision, most)
    intervals.push(...checked.intervals)
    problems.push(...checked.problems)
  }
  problems.push(...(await classProblems(law, types)))
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
    problems: distinct(problems),
    intervals,
    cases: cases.length,
    skipped: all.length - cases.length,
    packs: law.packs.map(({ id, version, digest, reviewers }) => ({ id, version, digest, reviewers })),
  }
}

/** An error of one line is said once, however many intervals it spoils. */
function distinct(problems: readonly PackProblem[]): readonly PackProblem[] {
  const seen = new Set<string>()
  return problems.filter(({ code, at, message }) => {
    const key = code === 'FEIYU_PACK_NO_CITATION' ? `${code} ${at}` : `${code} ${at} ${message}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Types of value that no row classes on some day, and rows about types that the scanner does not know; each said once. */
async function classProblems(law: Law, types: readonly string[]): Promise<readonly PackProblem[]> {
  const code = 'FEIYU_PACK_CLASSES'
  const rows = law.packs.flatMap((pack) => pack.classes)
  const problems = new Map<string, PackProblem>()
  for (const { type, at } of rows) {
    if (types.includes(type) || problems.has(type)) continue
    const message = `the scanner knows no type \`${type}\`; take the row out or correct the name`
    problems.set(type, { code, message, at })
  }
  for (const day of law.changeDates) {
    const table = await compileClassTable(law, day)
    for (const type of types) {
      if (table.types[type] !== undefined || problems.has(type)) continue
      const message = `from ${day} on no row says what \`${type}\` counts as; add one`
      problems.set(type, { code, message, at: rows[0]?.at ?? `${law.packs[0]?.id}/pack.yaml:1` })
    }
  }
  return [...problems.values()]
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
