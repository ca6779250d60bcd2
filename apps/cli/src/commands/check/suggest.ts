import { type Answer, type Citation, decide, type Law } from '@feiyu/law'
import type { Field } from '@feiyu/scan'
import { type FileReport, isPersonal } from '../../scanning/file-report.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import { weighsLess } from './gravity.ts'
import { groundOf } from './ground.ts'
import { type Judgement, judge } from './judge.ts'
import type { Said } from './said.ts'

/** A change that a handler may make, and the pathway that it really leads to: decided again, never guessed. */
export interface Suggestion {
  readonly kind: 'drop' | 'tokenise' | 'subject' | 'exemption'
  /** Columns to drop or tokenise, the column that tells persons apart, or the kind of exemption. */
  readonly what: readonly string[]
  readonly to: string
  /** Persons of this file that are left; null where they stay the same. */
  readonly persons: { readonly ordinary: number; readonly sensitive: number } | null
  readonly citations: readonly Citation[]
}

/** What suggestions are made from. */
export interface SuggestionInput {
  readonly law: Law
  readonly scanned: ScannedFile
  readonly judged: Judgement
  readonly said: Said
  readonly today: Judgement['answer']['asOf']
  /** Scans the file again with a column that tells persons apart; null where that is not worth it. */
  readonly rescan: ((subject: string) => Promise<ScannedFile>) | null
}

const mostColumnsTried = 64
const mostSubsetColumns = 6
const mostSets = 3
const mostRescanBytes = 64 * 1024 * 1024

/**
 * What would lead to a lighter pathway: columns left out or tokenised (fields and persons counted again), the column that
 * tells persons apart, an exemption where it is true. Numbers of persons are never a lever: splitting volumes is barred
 * (个人信息出境标准合同办法 art. 4).
 */
export async function suggest(input: SuggestionInput): Promise<readonly Suggestion[]> {
  const { judged } = input
  if (judged.answer.kind !== 'decided' || groundOf(judged.answer.pathway).kind === 'none') return []
  // Where people stated the persons themselves, the file says nothing about what a change would leave.
  const counted = judged.facts.get('pi')?.from === 'scan' && !statesPersons(judged)
  const ofFile = counted ? [...columnChanges(input), ...(await subjects(input))] : []
  return [...ofFile, ...exemptions(input)]
}

function statesPersons(judged: Judgement): boolean {
  const others = ['events', 'flows', 'entities'].some((name) => judged.facts.get(name) !== undefined)
  return others || judged.facts.entries().some(([name, fact]) => /_(ytd|jan1)$/.test(name) && fact.from !== 'scan')
}

/** The answer on another report of the file, if it is decided and asks for less than the present one. */
function lighterOn({ law, judged, said, today }: SuggestionInput, report: FileReport): Answer | null {
  return lighter(law, judged.answer, judge(law, report, said, today).answer)
}

function lighter(law: Law, now: Answer, next: Answer): Answer | null {
  if (next.kind !== 'decided') return null
  return law.strictness.indexOf(next.pathway) > law.strictness.indexOf(now.pathway) ? next : null
}

/** Small sets of columns that lead to a lighter pathway when they are left out, each also as tokens where that is enough. */
function columnChanges(input: SuggestionInput): readonly Suggestion[] {
  const found: Suggestion[] = []
  let sets = 0
  for (const set of columnSets(input.scanned.report.fields)) {
    if (sets === mostSets) break
    const drop = leastDrop(input, set)
    // A larger set is worth saying only where it reaches what no part of it does.
    if (drop === null || drop.what.length > mostSubsetColumns || isSaid(found, drop)) continue
    sets++
    found.push(drop)
    const tokenise = columnChange(input, 'tokenise', drop.what)
    if (tokenise !== null && !isSaid(found, tokenise)) found.push(tokenise)
  }
  return found
}

/** Whether a change of the same columns or of fewer leads to the same pathway; dropping is said beside tokens. */
function isSaid(found: readonly Suggestion[], change: Suggestion): boolean {
  return found.some(
    (one) =>
      one.to === change.to &&
      one.what.every((name) => change.what.includes(name)) &&
      (one.kind === change.kind || one.what.length < change.what.length),
  )
}

/** The change that drops a set, without the columns that could as well stay. */
function leastDrop(input: SuggestionInput, set: readonly string[]): Suggestion | null {
  let least = columnChange(input, 'drop', set)
  for (const name of set.toReversed()) {
    const now: Suggestion | null = least
    if (now === null) return null
    const fewer = now.what.filter((one) => one !== name)
    const change = fewer.length === 0 ? null : columnChange(input, 'drop', fewer)
    if (change?.to === now.to) least = change
  }
  return least
}

function columnChange(
  input: SuggestionInput,
  kind: 'drop' | 'tokenise',
  columns: readonly string[],
): Suggestion | null {
  const { report } = input.scanned
  const { fields, subjects } = input.scanned.recount(kind === 'drop' ? { dropped: columns } : { tokenised: columns })
  // What is left of a person's row stays about that person: taking out the name makes it pseudonymous, not anonymous
  // (个人信息保护法 art. 4, 73). So no column that stays may count as less than it does now.
  const kept = fields.filter(({ name }) => !columns.includes(name))
  if (weighsLess(report.fields, kept)) return null
  const markings = report.markings.filter(
    ({ kind: marked, column }) => marked === 'mark' || column === null || !columns.includes(column),
  )
  const answer = lighterOn(input, { ...report, fields, subjects, markings })
  if (answer === null) return null
  const persons = { ordinary: subjects.ordinary, sensitive: subjects.sensitive }
  return { kind, what: columns, to: answer.pathway, persons, citations: answer.citations }
}

/** Sets of columns worth a try, small ones first: each alone, sets of sensitive ones, all sensitive, all personal. */
function columnSets(fields: readonly Field[]): readonly (readonly string[])[] {
  const personal = fields.filter(isPersonal)
  const sensitive = personal.filter((field) => field.sensitive).map((field) => field.name)
  const others = personal.filter((field) => !field.sensitive).map((field) => field.name)
  const sets: (readonly string[])[] = [...sensitive, ...others].slice(0, mostColumnsTried).map((name) => [name])
  if (sensitive.length > 1 && sensitive.length <= mostSubsetColumns)
    sets.push(...subsets(sensitive).filter((set) => set.length > 1))
  else if (sensitive.length > 1) sets.push(sensitive)
  if (others.length > 0 && personal.length > 1) sets.push([...sensitive, ...others])
  return sets.toSorted((left, right) => left.length - right.length)
}

/** Every set of some of the names but the empty one. */
function subsets(names: readonly string[]): readonly (readonly string[])[] {
  const all: (readonly string[])[] = [[]]
  for (const name of names) all.push(...all.map((set) => [...set, name]))
  return all.slice(1)
}

/** Where several kinds of identifier leave the number of persons open, one column that tells them apart may close it. */
async function subjects(input: SuggestionInput): Promise<readonly Suggestion[]> {
  const { report } = input.scanned
  const { lower, upper, ordinary, sensitive } = report.subjects
  if (input.rescan === null || lower === upper || report.bytes > mostRescanBytes) return []
  // No column can leave fewer persons than these: if that is not lighter, nothing is.
  const least = {
    ...report.subjects,
    ordinary: Math.min(ordinary, lower),
    sensitive: Math.min(sensitive, lower),
    upper: lower,
  }
  if (lighterOn(input, { ...report, subjects: least }) === null) return []
  const candidate = report.fields.find(
    (field) => field.role === 'pseudonymous' && isPersonal(field) && field.values === report.rows,
  )
  if (candidate === undefined) return []
  const again = await input.rescan(candidate.name)
  const answer = lighterOn(input, again.report)
  if (answer === null) return []
  const persons = { ordinary: again.report.subjects.ordinary, sensitive: again.report.subjects.sensitive }
  return [{ kind: 'subject', what: [candidate.name], to: answer.pathway, persons, citations: answer.citations }]
}

/** Exemptions that nobody claimed yet; only the handler knows whether one is true. */
function exemptions({ law, judged }: SuggestionInput): readonly Suggestion[] {
  const fact = law.facts.get('exemption')
  if (fact === undefined || judged.facts.get('exemption') !== undefined) return []
  return fact.values.flatMap((kind) => {
    const facts = {
      ...judged.facts.values(),
      ...Object.fromEntries(judged.floors),
      exemption: kind,
      exemption_proven: true,
    }
    const answer = lighter(law, judged.answer, decide(law, facts, { asOf: judged.answer.asOf }))
    if (answer === null || groundOf(answer.pathway).kind !== 'none') return []
    return [
      { kind: 'exemption' as const, what: [kind], to: answer.pathway, persons: null, citations: answer.citations },
    ]
  })
}
