import { addDays, parseCivilDate } from '@feiyu/core'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const firstBirthday = parseCivilDate('1960-01-01')
const ordersADay = 900

/** A resident identity number of nobody with its right check digit (GB 11643), different for each index up to 10 million. */
export function residentId(index: number): string {
  const day = addDays(firstBirthday, Math.floor(index / ordersADay)).replaceAll('-', '')
  const body = `110105${day}${String(100 + (index % ordersADay)).padStart(3, '0')}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (weights[at] ?? 0), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}

/** A mobile number, different for each index. */
export function mobile(index: number): string {
  return `1391${String(2345678 + index * 7).padStart(7, '0')}`
}

/** Unified social credit codes of nobody with their right check digits (GB 32100). */
export const uscc = { first: '91310000MA1FL0000N', second: '91310000MA1FL0001R' } as const
