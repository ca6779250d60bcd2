import { shanghaiDate } from '@feiyu/core'

/** The civil year in Asia/Shanghai of an instant: the instant of release says in which book persons are (tally T7). */
export function bookYear(epochMilliseconds: number): number {
  return Number(shanghaiDate(epochMilliseconds).slice(0, 4))
}
