import type { Law } from '@feiyu/law'
import type { Marking } from '@feiyu/scan'
import { StatementError } from '../../errors.ts'
import { type FileReport, holdsPersons, isPersonal, markingText, statutoryMark } from '../../scanning/file-report.ts'
import type { FactSheet, StatedFact } from './fact-sheet.ts'

/**
 * Refuses what contradicts the file itself: `pi: false` beside found persons, a secret denied beside the statutory mark,
 * counts smaller than what this file alone holds.
 *
 * @throws StatementError that names the fact, its source and what was found
 */
export function refuseContradictions(law: Law, facts: FactSheet, report: FileReport): void {
  const pi = facts.get('pi')
  if (pi !== undefined && pi.value === false && holdsPersons(report)) {
    const columns = report.fields.filter((field) => isPersonal(field)).map((field) => field.name)
    throw new StatementError(
      'FEIYU_STATEMENT_PI',
      `\`pi\` is false (${source(pi)}), but the scan found persons: \`${report.subjects.upper}\` at most, in columns \`${shortList(columns)}\`; take the statement back, or the columns out of the file`,
    )
  }
  refuseDeniedSecret(facts, report)
  refuseSmallCounts(law, facts, report)
}

function refuseDeniedSecret(facts: FactSheet, report: FileReport): void {
  const mark = statutoryMark(report)
  if (mark === undefined) return
  const text = markingText(mark)
  const denied = [
    ['state_secret', false],
    ['state_secret_label_review', 'not_state_secret'],
  ] as const
  for (const [name, value] of denied) {
    const fact = facts.get(name)
    if (fact?.value === value) {
      throw new StatementError(
        'FEIYU_STATEMENT_SECRET',
        `\`${name}\` denies a state secret (${source(fact)}), but ${placeOf(mark, report)} carries the mark \`${text}\`; stop, and hand the file to the person in charge of secrets`,
      )
    }
  }
  const stated = facts.get('state_secret_mark')
  if (stated !== undefined && stated.from !== 'scan') {
    throw new StatementError(
      'FEIYU_STATEMENT_MARK',
      `\`state_secret_mark\` is stated (${source(stated)}), but the scan found \`${text}\` in ${placeOf(mark, report)}; take the statement back`,
    )
  }
}

/** Where a mark stands: in a row, or in the name of a column or of the file, which have no row. */
function placeOf({ row, column }: Marking, report: FileReport): string {
  if (column === null) return `the name of the file \`${report.path}\``
  return row === null || row === 0 ? `the name of the column \`${column}\`` : `row \`${row}\` of \`${column}\``
}

/** Stated persons may be more than those of this file, never fewer. */
function refuseSmallCounts(law: Law, facts: FactSheet, report: FileReport): void {
  const { ordinary, sensitive, upper } = report.subjects
  const least: readonly (readonly [string, number])[] = [
    ...law.packs
      .flatMap((pack) => pack.counting)
      .flatMap((row) => [
        [row.first.fact, row.first.tally === 'all_count' ? upper : ordinary] as const,
        [row.sensitive, sensitive] as const,
      ]),
    ['processes_pi_persons', upper],
  ]
  for (const [name, persons] of least) {
    const fact = facts.get(name)
    if (fact !== undefined && typeof fact.value === 'number' && fact.value < persons)
      throw tooFew(name, fact, fact.value, persons)
  }
  for (const name of ['flows', 'entities'] as const) {
    const fact = facts.get(name)
    if (fact === undefined || !Array.isArray(fact.value)) continue
    for (const [member, persons] of [
      ['ordinary', ordinary],
      ['sensitive', sensitive],
    ] as const) {
      const sum = fact.value.reduce<number>((total, part: unknown) => total + numberOf(part, member), 0)
      if (sum < persons) throw tooFew(`${name}.${member}`, fact, sum, persons)
    }
  }
}

function tooFew(name: string, fact: StatedFact, stated: number, found: number): StatementError {
  return new StatementError(
    'FEIYU_STATEMENT_TOO_FEW',
    `\`${name}\` is \`${stated}\` (${source(fact)}), but this file alone holds \`${found}\`; correct the number, or name the column that tells persons apart with \`--subject\``,
  )
}

function numberOf(part: unknown, member: string): number {
  if (typeof part !== 'object' || part === null) return 0
  const value: unknown = new Map(Object.entries(part)).get(member)
  return typeof value === 'number' ? value : 0
}

function source(fact: StatedFact): string {
  return `\`${fact.from}\`, by \`${fact.by}\``
}

function shortList(names: readonly string[]): string {
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 4).join(', ')} + ${names.length - 4}`
}
