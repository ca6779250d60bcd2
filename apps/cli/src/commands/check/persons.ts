import type { CivilDate } from '@feiyu/core'
import type { Law } from '@feiyu/law'
import type { Subjects } from '@feiyu/scan'
import type { FileReport } from '../../scanning/file-report.ts'
import { countingOn } from '../order-missing.ts'
import type { Floors } from './bounded-decide.ts'
import type { FactSheet, Source } from './fact-sheet.ts'

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
 * States the counts: opening balance plus this file, as other persons, so never too few. Without an opening balance the
 * count is unknown, but not below what this file holds.
 */
export function statePersons(
  facts: FactSheet,
  law: Law,
  report: FileReport,
  opening: Opening,
  asOf: CivilDate,
  today: CivilDate,
): Floors {
  const floors = new Map<string, number>()
  if (facts.get('pi')?.value !== true || otherSources.some((name) => facts.get(name) !== undefined)) return floors
  // Persons that were stated beside a scan that found none: only the person knows how many.
  if (facts.get('pi')?.from !== 'scan') return floors
  for (const count of countsOfFile(law, report.subjects, asOf)) {
    const before = count.opens ? opening[count.tally] : null
    if (facts.get(count.fact) !== undefined) continue
    if (before === null) {
      floors.set(count.fact, count.persons)
      continue
    }
    const author = { from: 'scan', by: `feiyu scan, ${before.by}`, on: today, proof: report.digest } as const
    facts.state(count.fact, before.persons + count.persons, author)
  }
  return floors
}
