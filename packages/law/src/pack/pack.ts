import type { Category, CivilDate, Digest, WorkingCalendar } from '@feiyu/core'
import type { Mark } from '../answer.ts'
import type { FactDefinition, FactScalar } from '../facts/fact.ts'
import type { DerivedFact } from './derived-fact.ts'
import type { Bound, Term } from './term.ts'
import type { Wording } from './wording.ts'

export type { DerivedFact, Phase } from './derived-fact.ts'
export type { Bound, Span, Term } from './term.ts'
export type { Wording } from './wording.ts'

/** Days on which something is in force: `from` included, `until` excluded; `null` is open. */
export interface Validity {
  readonly from: CivilDate | null
  readonly until: CivilDate | null
}

/** One article of an instrument: its own words where they were seen, else only what it is about, with the mark. */
export interface Article {
  readonly id: string
  /** How it is cited: 第35条第6项, art. 35(6); 附件5, annex 5. */
  readonly called: Wording
  /** Whether the pack has left open what the bracket of its number is, or what an entry without number is called. */
  readonly unnamed: boolean
  readonly about: Wording
  readonly text: string | null
  readonly mark: Mark
}

/** A law, regulation, standard or official guide. */
export interface Instrument extends Validity {
  readonly id: string
  readonly pack: string
  readonly title: Wording
  readonly issuer: string
  readonly number: string | null
  /** `YYYY-MM` where no day is known: `from` is then the first day on which it is in force for certain. */
  readonly fromMonth: string | null
  readonly link: string | null
  readonly mark: Mark
  readonly note: string | null
  /** What of the text was not seen, so that nothing rests on it. */
  readonly incomplete: Wording | null
  readonly articles: ReadonlyMap<string, Article>
}

/** `instrument#article`, in force for the rule on some days only. */
export interface CitationReference extends Validity {
  readonly instrument: string
  readonly article: string | null
}

/** A number or word of law by date, each with its citation. */
export interface Parameter {
  readonly id: string
  /** What it is called; `null` where the pack does not say. */
  readonly title: Wording | null
  readonly unit: string | null
  readonly values: readonly (Validity & {
    readonly value: FactScalar
    readonly cite: readonly CitationReference[]
    readonly at: string
  })[]
}

/** The closed set of cell tests. Several bounds in one cell must all hold. */
export type CellTest =
  | { readonly kind: 'eq'; readonly bound: Bound }
  | { readonly kind: 'in'; readonly values: readonly FactScalar[] }
  | { readonly kind: 'not'; readonly values: readonly FactScalar[] }
  | { readonly kind: 'stated'; readonly stated: boolean }
  | {
      readonly kind: 'range'
      readonly ge: Bound | null
      readonly gt: Bound | null
      readonly le: Bound | null
      readonly lt: Bound | null
    }

export interface Cell {
  readonly fact: string
  readonly test: CellTest
}

/** Facts that one part of a flow has instead of the whole's: set to a value, or read from another fact. */
export interface PartFacts {
  readonly set: ReadonlyMap<string, FactScalar>
  readonly from: ReadonlyMap<string, string>
}

/** What a rule answers: a pathway, or parts that are judged apart (a foreign part and a domestic part). */
export type RuleAnswer =
  | { readonly kind: 'pathway'; readonly pathway: string }
  | { readonly kind: 'parts'; readonly parts: ReadonlyMap<string, { readonly pathway: string } | PartFacts> }

/** Days that a rule can name beside its answer, by the key of the answer. */
export const answerDates = ['deadline', 'renew_by', 'valid_until', 'extension_from'] as const
export type AnswerDate = (typeof answerDates)[number]

/** One row of a decision. Order means nothing: a rule wins over those that it `overrides`, and over theirs. */
export interface Rule extends Validity {
  readonly id: string
  readonly pack: string
  readonly at: string
  /** What is asked: the name of the decision's file. */
  readonly question: string
  /** Name under which other rules override this one and its like. */
  readonly group: string | null
  readonly cite: readonly CitationReference[]
  /** Ids of rules, or names of groups. */
  readonly overrides: readonly string[]
  /** Rules or groups that override this one, where they stand in a pack that does not know it. */
  readonly yields: readonly string[]
  readonly when: readonly Cell[]
  readonly answer: RuleAnswer
  readonly dates: ReadonlyMap<AnswerDate, { readonly after: string; readonly term: Term }>
  readonly note: Wording | null
}

/** A row that adds to the answer: a duty or a review flag. Its cells may test `pathway`. */
export interface CollectRule extends Validity {
  readonly id: string
  readonly pack: string
  readonly at: string
  /** The question whose answers it adds to. */
  readonly question: string
  readonly cite: readonly CitationReference[]
  readonly when: readonly Cell[]
  readonly adds: string
}

/** What an answer lets happen, strictest first: the common measure of the laws of two places. */
export const effects = ['blocked', 'approval', 'assessment', 'mechanism', 'report', 'free', 'outside'] as const
export type Effect = (typeof effects)[number]

/** A question that a law answers, with its outcomes strictest first. `pathway` has its outcomes in `pathways.yaml`. */
export interface QuestionDefinition extends Wording {
  readonly id: string
  readonly pack: string
  readonly at: string
  /** Claims that are unknown, not unmade, when this is asked and they are not stated. */
  readonly asks: readonly string[]
  /** Facts whose larger value (or later word of the list) never gives a lighter pathway. */
  readonly monotone: ReadonlyMap<string, 'up' | readonly FactScalar[]>
}

export interface PathwayDefinition extends Wording {
  readonly code: string
  readonly pack: string
  readonly at: string
  readonly question: string
  readonly effect: Effect
  /** `null` where the law counts no persons. */
  readonly tally: 'counted' | 'side' | null
  readonly tallyCite: readonly CitationReference[]
  /** What the exporter does next, in order. */
  readonly steps: readonly (Validity & Wording & { readonly cite: readonly CitationReference[] })[]
}

export interface DutyDefinition extends Wording {
  readonly id: string
  readonly pack: string
  readonly when: 'before' | 'during' | 'after'
}

export interface FlagDefinition extends Wording {
  readonly id: string
  readonly pack: string
}

/**
 * How persons are counted on some days: the window, and which facts state the tallies. The rules test the derived
 * `ordinary_count` (persons with ordinary items) or `all_count` (persons with any), and `sensitive_count`.
 */
export interface CountingRule extends Validity {
  readonly window: 'this-year' | 'since-previous-year'
  readonly first: { readonly tally: 'ordinary_count' | 'all_count'; readonly fact: string }
  readonly sensitive: string
  /** Tally that a count of persons with one kind of item joins on these days, by fact. */
  readonly joins: ReadonlyMap<string, 'ordinary' | 'sensitive'>
  /** Flag of the other reading: a person in both tallies counts as sensitive alone. */
  readonly overlapFlag: string | null
  readonly cite: readonly CitationReference[]
  readonly at: string
}

/** One row of the class table: what a type of value counts as, in a table about persons and in one without. */
export interface ClassRule extends Validity {
  readonly type: string
  readonly person: Category
  readonly object: Category
  readonly cite: readonly CitationReference[]
  readonly at: string
}

export interface ClassSettings {
  readonly sensitiveBelowAge: readonly (Validity & {
    readonly age: number
    readonly cite: readonly CitationReference[]
  })[]
}

/** Working days by dated notices, and the flag of a date that a missing notice can still move. */
export interface CalendarDefinition {
  readonly id: string
  readonly pack: string
  readonly at: string
  readonly flag: string
  readonly calendar: WorkingCalendar
  readonly cite: readonly CitationReference[]
}

/** One row of an official list (negative list, general-data list, named cases). */
export interface ListRow extends Wording {
  /** How facts name the item of the row; several rows may be of one item. `null` where the item was not seen. */
  readonly id: string | null
  readonly at: string
  readonly sector: Wording
  readonly scenario: Wording
  readonly category: Wording | null
  readonly item: Wording | null
  readonly condition: readonly Cell[]
  readonly tier: string | null
}

/** The facts that the rows of a list decide once the item is named: whether it is on the list, and at which tier. */
export interface ListDecides {
  readonly item: string
  /** Fact that says that the list covers the sector: true of any item of it. */
  readonly covered: string | null
  readonly listed: string
  readonly tier: string
  /** Whose list it is, where several are in force. */
  readonly where: readonly Cell[]
}

/** Where imported rows come from, and how they are known. */
export interface ListTable {
  readonly file: string
  readonly digest: string
  readonly mark: Mark
}

/** An official list: its edition and what was seen of it. */
export interface ListDefinition extends Validity, Wording {
  readonly id: string
  readonly pack: string
  readonly at: string
  readonly instrument: string
  /** The edition before this one, where its name tells more than another year. */
  readonly replaces: string | null
  readonly decides: ListDecides | null
  readonly table: ListTable | null
  /** What was not seen: rows are then imported by whoever holds the official table. `null` when all rows are there. */
  readonly incomplete: Wording | null
  readonly rows: readonly ListRow[]
}

/** One entry of a pack's own history. */
export interface PackChange extends Wording {
  readonly version: string
  readonly date: CivilDate
}

/** Who signed the digest of a pack: persons whose enrolled key was verified, and names of keys that nobody enrolled here. */
export interface PackSignatures {
  readonly verified: readonly string[]
  readonly unknown: readonly string[]
}

/** A law pack: dated, cited rules as data. */
export interface Pack {
  readonly id: string
  readonly version: string
  readonly title: Wording
  readonly jurisdiction: string
  /** Packs whose names this one uses. */
  readonly needs: readonly string[]
  /** First day on which the pack answers. */
  readonly from: CivilDate
  readonly reviewers: readonly string[]
  readonly changes: readonly PackChange[]
  /** What is known to be left out. */
  readonly incomplete: readonly Wording[]
  readonly digest: Digest
  /** Nobody, until whoever holds the keys has looked: a pack that only unknown keys signed counts as unsigned. */
  readonly signatures: PackSignatures
  readonly instruments: ReadonlyMap<string, Instrument>
  readonly facts: readonly FactDefinition[]
  readonly derived: readonly DerivedFact[]
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly counting: readonly CountingRule[]
  readonly questions: readonly QuestionDefinition[]
  readonly pathways: readonly PathwayDefinition[]
  /** Strictest first, by question; of several parts the strictest pathway is that of the whole. */
  readonly strictness: ReadonlyMap<string, readonly string[]>
  readonly calendars: readonly CalendarDefinition[]
  readonly lists: readonly ListDefinition[]
  readonly rules: readonly Rule[]
  readonly duties: readonly DutyDefinition[]
  readonly dutyRules: readonly CollectRule[]
  readonly flags: readonly FlagDefinition[]
  readonly flagRules: readonly CollectRule[]
  readonly classes: readonly ClassRule[]
  readonly classSettings: ClassSettings
}
