import { UsageError } from '../errors.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/**
 * Whether a text is a unified social credit code with a right check digit (GB 32100-2015: 31 characters, weights are
 * powers of 3 modulo 31).
 */
export function isValidUscc(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false
  let sum = 0
  let weight = 1
  for (const character of code.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] === code[17]
}

/** The error for a code that `--uscc` may not be. */
export function wrongUscc(): UsageError {
  return new UsageError(
    'FEIYU_USAGE_USCC',
    '`--uscc` is not a unified social credit code: the check digit does not fit; look at the code again',
  )
}
