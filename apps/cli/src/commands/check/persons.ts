import type { CivilDate } from '@feiyu/core'
import type { Law } from '@feiyu/law'
import type { Subjects } from '@feiyu/scan'
import { StatementError } from '../../errors.ts'
import type { FileReport } from '../../scanning/file-report.ts'
import { countingOn } from '../order-missing.ts'
import type { Floors } from './bounded-decide.ts'
import type { FactSheet, Source } from './fact-sheet.ts'
import type { TallyView } from './tally-view.ts'

/** Exports of this year outside Feiyu, as stated by somebody. */
export interface OpeningFigure {
  readonly persons: number
  readonly from: Source
  readonly by: string
  readonly on: CivilDate
}

export type Tally = 'ordinary' | 'sensitive'

/** By tally; null: not stated. */
export type Opening = Readonly<Record<Tally, OpeningFigure | null>>

/** Facts that state persons in other ways than by the counts of the year. */
const otherSources = ['events', 'flows', 'entities'] as const

/** Persons of a file as the counting rule of the day asks for them. */
export interface CountOfFile {
  /** Fact that states the count. */
  readonly fact: string
  readonly tally: Tally
  /** Persons of this file alone, never too few. */
  readonly persons: number
  /** Whether an opening balance of the year can be added: the window is the civil year, ordinary apart from sensitive. */
  readonly opens: boolean
}

/** The two counts of the day with what this file adds to them. */
export function countsOfFile(law: Law, subjects: Subjects, asOf: CivilDate): readonly CountOfFile[] {
  const row = countingOn(law, asOf)
  if (row === undefined) return []
  const any = row.first.tally === 'all_count'
  const opens = row.window === 'this-year' && !any
  return [
    { fact: row.first.fact, tally: 'ordinary', persons: any ? subjects.upper : subjects.ordinary, opens },
    { fact: row.sensitive, tally: 'sensitive', persons: subjects.sensitive, opens },
  ]
}

/**
 * States the counts of the year. With a book: what it would hold with this file, each person once. Without: opening
 * balance plus this file, as other persons, so never too few. Where nobody said what crossed earlier, the count is
 * unknown, but not below what is known.
 */
export function statePersons(
  facts: FactSheet,
  law: Law,
  report: FileReport,
  { opening, tally, asOf }: { readonly opening: Opening; readonly tally: TallyView | null; readonly asOf: CivilDate },
  today: CivilDate,
): Floors {
  const floors = new Map<string, number>()
  if (facts.get('pi')?.value !== true || otherSources.some((name) => facts.get(name) !== undefined)) return floors
  // Persons that were stated beside a scan that found none: only the person knows how many.
  if (facts.get('pi')?.from !== 'scan') return floors
  for (const count of countsOfFile(law, report.subjects, asOf)) {
    const known = count.opens && tally !== null ? withBook(tally, count) : count.persons
    const stated = facts.get(count.fact)
    if (stated !== undefined) {
      if (typeof stated.value === 'number' && stated.value < known) throw fewerThanBook(count.fact, stated.value, known)
      continue
    }
    const isOpened = count.opens && tally?.isOpened === true
    const before = count.opens && !isOpened ? opening[count.tally] : null
    if (before === null && !isOpened) {
      floors.set(count.fact, known)
      continue
    }
    const by = ['feiyu scan', ...(tally === null ? [] : ['feiyu tally']), ...(before === null ? [] : [before.by])]
    const author = { from: 'scan', by: by.join(', '), on: today, proof: report.digest } as const
    facts.state(count.fact, (before?.persons ?? 0) + known, author)
  }
  return floors
}

/** Persons of the book and of a file: those of both once where the book compared them, never fewer than there are. */
function withBook({ upper, figures }: TallyView, { tally, persons }: CountOfFile): number {
  return Math.min(upper[tally], figures.upper[tally] + persons)
}

function fewerThanBook(fact: string, stated: number, known: number): StatementError {
  return new StatementError(
    'FEIYU_STATEMENT_BOOK',
    `\`${fact}\` is stated as \`${stated}\`, but with this file the tally holds \`${known}\`; take the statement back, the book knows`,
  )
}
