import type { CivilDate } from '@feiyu/core'
import type { Validity } from '../pack/pack.ts'

/** Whether something is in force on a day: `from` included, `until` excluded. */
export function inForce(validity: Validity, day: CivilDate): boolean {
  return (validity.from === null || validity.from <= day) && (validity.until === null || day < validity.until)
}
