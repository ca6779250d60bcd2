import type { CivilDate } from '@feiyu/core'
import type { FactSheet } from './fact-sheet.ts'
import type { Opening } from './persons.ts'
import type { TallyView } from './tally-view.ts'

/** What people and the handler's book say, apart from the file. */
export interface Said {
  readonly facts: FactSheet
  readonly opening: Opening
  readonly asOf: CivilDate
  /** Null where there is no book. */
  readonly tally: TallyView | null
}
