import type { ScannedFile } from '../../scanning/scan-file.ts'
import type { Condition } from './conditions.ts'
import type { Judgement } from './judge.ts'
import type { Stated } from './stated.ts'
import type { Suggestion } from './suggest.ts'

/** Everything that one check found. */
export interface Checked {
  readonly scanned: ScannedFile
  readonly stated: Stated
  readonly judged: Judgement
  readonly conditions: readonly Condition[]
  readonly suggestions: readonly Suggestion[]
  readonly mayCross: boolean
}
