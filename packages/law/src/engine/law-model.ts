import type { CivilDate } from '@feiyu/core'
import type { PackReference } from '../answer.ts'
import type { FactDefinition } from '../facts/fact.ts'
import type { DerivedFact, Pack, PathwayDefinition } from '../pack/pack.ts'
import type { Decision } from './decision.ts'

/** The packs of all jurisdictions, put together and checked against each other. */
export interface Law {
  readonly packs: readonly Pack[]
  /** What an answer under the home jurisdiction records of the packs. */
  readonly references: readonly PackReference[]
  /** The home jurisdiction, that of the first pack: asked where none is stated. */
  readonly jurisdiction: string
  /** First day on which the pathway question of the home jurisdiction is answered, and the days on which it changes. */
  readonly from: CivilDate
  readonly changeDates: readonly CivilDate[]
  /** What can be stated, by name. */
  readonly facts: ReadonlyMap<string, FactDefinition>
  readonly derived: ReadonlyMap<string, DerivedFact>
  /** The facts that state the tallies on some day. */
  readonly tallyFacts: readonly string[]
  /** All outcomes of all questions by code. */
  readonly pathways: ReadonlyMap<string, PathwayDefinition>
  /** All codes, strictest first within each question; the home jurisdiction's pathways first. */
  readonly strictness: readonly string[]
  /** Number of each fact's slot. */
  readonly slots: ReadonlyMap<string, number>
  /** Names by slot. */
  readonly names: readonly string[]
  /** By jurisdiction and question. */
  readonly decisions: ReadonlyMap<string, ReadonlyMap<string, Decision>>
  /** The pathway question of the home jurisdiction. */
  readonly home: Decision
}
