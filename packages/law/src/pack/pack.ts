import type { Category, CivilDate, Digest } from '@feiyu/core'
import type { Mark } from '../answer.ts'
import type { FactDefinition, FactScalar } from '../facts/fact.ts'

/** A text in the two languages of the project. */
export interface Wording {
  readonly zh: string
  readonly en: string
}

/** Days on which something is in force: `from` included, `until` excluded; `null` is open. */
export interface Validity {
  readonly from: CivilDate | null
  readonly until: CivilDate | null
}

/** One article of an instrument: its own words where they were seen, else only what it is about, with the mark. */
export interface Article {
  readonly id: string
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
  readonly link: string | null
  readonly mark: Mark
  readonly note: string | null
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
  readonly unit: string | null
  readonly values: readonly (Validity & { readonly value: FactScalar; readonly cite: readonly CitationReference[] })[]
}

/** A bound of a test: a value, or the name of a parameter. */
export type Bound = { readonly value: FactScalar } | { readonly parameter: string }

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

/** One row of the decision. Order means nothing: a rule wins over those that it `overrides`, and over theirs. */
export interface Rule extends Validity {
  readonly id: string
  readonly pack: string
  readonly at: string
  /** Name under which other rules override this one and its like. */
  readonly group: string | null
  readonly cite: readonly CitationReference[]
  /** Ids of rules, or names of groups. */
  readonly overrides: readonly string[]
  readonly when: readonly Cell[]
  readonly answer: RuleAnswer
  readonly note: Wording | null
}

/** A row that adds to the answer: a duty or a review flag. Its cells may test `pathway`. */
export interface CollectRule extends Validity {
  readonly id: string
  readonly pack: string
  readonly at: string
  readonly cite: readonly CitationReference[]
  readonly when: readonly Cell[]
  readonly adds: string
}

export interface PathwayDefinition extends Wording {
  readonly code: string
  readonly pack: string
  readonly tally: 'counted' | 'side'
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

/** A stated text and the recogniser that makes a fact of it (`secrecy-marking`). */
export interface DerivedFact {
  readonly name: string
  readonly recogniser: 'secrecy-marking'
  readonly source: string
}

/** A law pack: dated, cited rules as data. */
export interface Pack {
  readonly id: string
  readonly version: string
  readonly title: Wording
  readonly jurisdiction: string
  /** First day on which the pack answers. */
  readonly from: CivilDate
  readonly reviewers: readonly string[]
  readonly digest: Digest
  readonly instruments: ReadonlyMap<string, Instrument>
  readonly facts: readonly FactDefinition[]
  readonly derived: readonly DerivedFact[]
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly counting: readonly CountingRule[]
  readonly pathways: readonly PathwayDefinition[]
  /** Strictest first; of several parts the strictest pathway is that of the whole. */
  readonly strictness: readonly string[]
  readonly rules: readonly Rule[]
  readonly duties: readonly DutyDefinition[]
  readonly dutyRules: readonly CollectRule[]
  readonly flags: readonly FlagDefinition[]
  readonly flagRules: readonly CollectRule[]
  readonly classes: readonly ClassRule[]
  readonly classSettings: ClassSettings
}
