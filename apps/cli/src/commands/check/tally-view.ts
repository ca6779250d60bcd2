import type { Figures, Persons } from '@feiyu/gate'

/** What the handler's book of the year says of a file: the figures that law uses, this file included. */
export interface TallyView {
  readonly year: number
  /** The book before this file. */
  readonly figures: Figures
  /** Persons of this file that the book does not have yet. */
  readonly newPersons: Persons
  /** Settled ∪ reserved ∪ this file. */
  readonly upper: Persons
  /** Whether the exports of this year outside Feiyu are in the book: then nobody is asked for them again. */
  readonly isOpened: boolean
  /** All that crossed under the mechanism that was shown, in all years, with this file (tally T1); null without one. */
  readonly mechanism: Persons | null
  /** Its account numbers are compared with no other crossing's, because nobody named their system (tally T2). */
  readonly isAlone: boolean
}
