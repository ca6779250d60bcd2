import { type Answer, type Citation, decide, type Law } from '@feiyu/law'
import { type FieldReport, type FileReport, isPersonal, type SubjectsReport } from '../../scanning/file-report.ts'
import type { ScannedFile } from '../../scanning/scanned-file.ts'
import { groundOf } from './ground.ts'
import { type Judgement, judge, type Said } from './judge.ts'

/** A change that a handler may make, and the pathway that it really leads to: decided again, never guessed. */
export interface Suggestion {
  readonly kind: 'drop' | 'subject' | 'exemption'
  /** Columns to drop, the column that tells persons apart, or the kind of exemption. */
  readonly what: readonly string[]
  readonly to: string
  readonly persons: { readonly ordinary: number; readonly sensitive: number } | null
  readonly citations: readonly Citation[]
}

const mostColumnsTried = 64
const mostSubsetColumns = 6
const mostShown = 5

/**
 * What would lead to a lighter pathway: columns left out (persons counted again), the column that tells persons apart, an
 * exemption where it is true. Numbers of persons are never a lever: splitting volumes is barred
 * (个人信息出境标准合同办法 art. 4).
 */
export function suggest(
  law: Law,
  scanned: ScannedFile,
  judged: Judgement,
  said: Said,
  today: Judgement['answer']['asOf'],
): readonly Suggestion[] {
  if (judged.answer.kind !== 'decided' || groundOf(judged.answer.pathway).kind === 'none') return []
  // Where people stated the persons themselves, the file says nothing about what a change would leave.
  const counted = [...judged.facts.entries()].some(([name, fact]) => name === 'pi' && fact.from === 'scan')
  if (!counted) return []
  const again = (report: FileReport) => lighter(law, judged.answer, judge(law, report, said, today).answer)
  return [...drops(scanned, again), ...subjects(scanned, again), ...exemptions(law, judged)].slice(0, mostShown)
}

type Again = (report: FileReport) => Answer | null

/** The answer if it is decided and asks for less than the present one. */
function lighter(law: Law, now: Answer, next: Answer): Answer | null {
  if (next.kind !== 'decided') return null
  return law.strictness.indexOf(next.pathway) > law.strictness.indexOf(now.pathway) ? next : null
}

function drops(scanned: ScannedFile, again: Again): readonly Suggestion[] {
  const { report } = scanned
  const found: Suggestion[] = []
  const best = new Map<string, number>()
  for (const columns of columnSets(report.fields)) {
    // A larger set is worth saying only where it reaches what no smaller one does.
    if (found.some((one) => one.what.length < columns.length && isSubset(one.what, columns, report.fields))) continue
    const without = new Set(columns)
    const persons = scanned.recount({ without })
    const answer = again(reportWithout(report, without, persons))
    if (answer === null || (best.get(answer.pathway) ?? Number.POSITIVE_INFINITY) < columns.length) continue
    best.set(answer.pathway, columns.length)
    found.push({
      kind: 'drop',
      what: columns.map((column) => report.fields[column]?.name ?? ''),
      to: answer.pathway,
      persons: { ordinary: persons.ordinary, sensitive: persons.sensitive },
      citations: answer.citations,
    })
  }
  return found
}

/** Sets of columns worth a try, small ones first: each alone, sets of sensitive ones, all sensitive, all personal. */
function columnSets(fields: readonly FieldReport[]): readonly (readonly number[])[] {
  const personal = fields.flatMap((field, column) => (isPersonal(field) && field.share > 0 ? [column] : []))
  const sensitive = personal.filter((column) => fields[column]?.sensitive === true)
  const first = [...sensitive, ...personal.filter((column) => !sensitive.includes(column))].slice(0, mostColumnsTried)
  const sets = first.map((column) => [column])
  if (sensitive.length > 1 && sensitive.length <= mostSubsetColumns)
    sets.push(...subsets(sensitive).filter((set) => set.length > 1))
  else if (sensitive.length > 1) sets.push(sensitive)
  if (personal.length > sensitive.length && personal.length > 1 && personal.length <= mostSubsetColumns)
    sets.push(personal)
  return sets.toSorted((left, right) => left.length - right.length)
}

/** Every set of some of the columns but the empty one. */
function subsets(columns: readonly number[]): number[][] {
  const all: number[][] = [[]]
  for (const column of columns) all.push(...all.map((set) => [...set, column]))
  return all.slice(1)
}

function isSubset(names: readonly string[], columns: readonly number[], fields: readonly FieldReport[]): boolean {
  const set = new Set(columns.map((column) => fields[column]?.name))
  return names.every((name) => set.has(name))
}

/** Where several kinds of identifier leave the number of persons open, one column that tells them apart closes it. */
function subjects(scanned: ScannedFile, again: Again): readonly Suggestion[] {
  const { report } = scanned
  if (report.subjects.lower === report.subjects.upper) return []
  const found: Suggestion[] = []
  for (const [subject, field] of report.fields.entries()) {
    if (field.role !== 'direct' && field.role !== 'pseudonymous') continue
    const persons = scanned.recount({ subject })
    if (persons.ordinary >= report.subjects.ordinary && persons.sensitive >= report.subjects.sensitive) continue
    const answer = again({ ...report, subjects: persons })
    if (answer === null) continue
    const { ordinary, sensitive } = persons
    found.push({
      kind: 'subject',
      what: [field.name],
      to: answer.pathway,
      persons: { ordinary, sensitive },
      citations: answer.citations,
    })
  }
  return found.slice(0, 1)
}

/** Exemptions that nobody claimed yet; only the handler knows whether one is true. */
function exemptions(law: Law, judged: Judgement): readonly Suggestion[] {
  const fact = law.facts.get('exemption')
  if (fact === undefined || judged.facts.get('exemption') !== undefined) return []
  return fact.values.flatMap((kind) => {
    const answer = lighter(
      law,
      judged.answer,
      decide(law, { ...judged.facts.values(), exemption: kind, exemption_proven: true }, { asOf: judged.answer.asOf }),
    )
    if (answer === null || groundOf(answer.pathway).kind !== 'none') return []
    return [
      { kind: 'exemption' as const, what: [kind], to: answer.pathway, persons: null, citations: answer.citations },
    ]
  })
}

function reportWithout(report: FileReport, without: ReadonlySet<number>, subjects: SubjectsReport): FileReport {
  const names = new Set([...without].map((column) => report.fields[column]?.name))
  return {
    ...report,
    subjects,
    fields: report.fields.filter((_, column) => !without.has(column)),
    markings: report.markings.filter((mark) => !names.has(mark.field)),
  }
}
