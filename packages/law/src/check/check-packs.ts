import type { CivilDate } from '@feiyu/core'
import { compileClassTable } from '../engine/class-table.ts'
import { createLaw, type Law } from '../engine/law.ts'
import { regimeOn } from '../engine/regime.ts'
import { FactError, PackError } from '../errors.ts'
import type { FactValue } from '../facts/fact.ts'
import { loadPack, type PackFiles } from '../pack/load-pack.ts'
import { proveRegime } from './prove.ts'
import { readCases } from './read-cases.ts'
import { runCase } from './run-case.ts'

/** Something that keeps a pack from being used. */
export interface PackProblem {
  readonly code: string
  readonly message: string
  readonly at: string | null
  readonly counterexample?: Readonly<Record<string, FactValue>>
}

/** Days between two change dates, and how many regions of facts were shown to have one answer. */
export interface ProvenInterval {
  readonly from: CivilDate
  /** First day of the next interval; `null` for the last. */
  readonly until: CivilDate | null
  readonly regions: number
}

export interface PackReport {
  readonly problems: readonly PackProblem[]
  readonly intervals: readonly ProvenInterval[]
  readonly cases: number
  readonly packs: readonly {
    readonly id: string
    readonly version: string
    readonly digest: string
    readonly reviewers: readonly string[]
  }[]
}

/**
 * Checks packs before anybody relies on them: they load strictly; on every day from the first law on, past and future,
 * the rows answer every set of facts with one pathway; every type of value has one class; every case passes.
 * `types` are the types of value that the scanner can tell.
 */
export async function checkPacks(folders: readonly PackFiles[], types: readonly string[]): Promise<PackReport> {
  let law: Law
  try {
    law = createLaw(await Promise.all(folders.map(loadPack)))
  } catch (error) {
    return { problems: [asProblem(error)], intervals: [], cases: 0, packs: [] }
  }
  const problems: PackProblem[] = []
  const intervals: ProvenInterval[] = []
  for (const [index, from] of law.changeDates.entries()) {
    const until = law.changeDates[index + 1] ?? null
    try {
      intervals.push({ from, until, regions: prove(law, from, until, problems) })
      problems.push(...(await classProblems(law, from, types)))
    } catch (error) {
      problems.push(asProblem(error))
    }
  }
  const cases = folders.flatMap((files) => readCasesOrProblem(files, problems))
  for (const given of cases) {
    try {
      for (const message of runCase(law, given))
        problems.push({ code: 'FEIYU_PACK_CASE', message: `${given.name}: ${message}`, at: given.at })
    } catch (error) {
      const problem = asProblem(error)
      problems.push({ ...problem, message: `${given.name}: ${problem.message}`, at: given.at })
    }
  }
  return {
    problems,
    intervals,
    cases: cases.length,
    packs: law.packs.map(({ id, version, digest, reviewers }) => ({ id, version, digest, reviewers })),
  }
}

function prove(law: Law, from: CivilDate, until: CivilDate | null, problems: PackProblem[]): number {
  const { counterexample, regions, tooEntangled } = proveRegime(law, regimeOn(law, law.home, from))
  const days = until === null ? `from ${from} on` : `from ${from} until ${until}`
  if (tooEntangled) {
    problems.push({
      code: 'FEIYU_PACK_TOO_ENTANGLED',
      message: `decision \`pathway\` ${days} has too many regions to prove; split it, or test fewer facts together`,
      at: 'decisions/pathway.yaml',
    })
  } else if (counterexample !== null) {
    const facts = Object.entries(counterexample.facts)
      .map(([name, value]) => `${name}: ${value === null ? 'not stated' : value}`)
      .join(', ')
    const what =
      counterexample.kind === 'gap' ? 'no row answers' : `rows \`${counterexample.rules.join('` and `')}\` disagree`
    problems.push({
      code: counterexample.kind === 'gap' ? 'FEIYU_PACK_GAP' : 'FEIYU_PACK_CONFLICT',
      message: `${days} ${what} for { ${facts} }`,
      at: 'decisions/pathway.yaml',
      counterexample: counterexample.facts,
    })
  }
  return regions
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
