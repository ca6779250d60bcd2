import type { CrossingResult, Persons, Recovered } from '@feiyu/gate'
import type { FilePlace } from '../../home/crossings.ts'

/** A crossing that went as far as the gate. */
export interface CrossedFile {
  readonly result: CrossingResult
  readonly place: FilePlace
  /** The opening balance that was written into the book on the way; null where it was there, or nobody stated it. */
  readonly opening: Persons | null
  readonly recovered: readonly Recovered[]
}
