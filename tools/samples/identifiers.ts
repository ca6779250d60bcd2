/** The last character of a resident ID from its first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function residentIdCheck(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(first17[at]), 0)
  return '10X98765432'.charAt(sum % 11)
}

/** The digit that makes a number pass Luhn (ISO/IEC 7812-1). */
export function luhnCheck(body: string): string {
  let sum = 0
  for (let at = 0; at < body.length; at++) {
    const digit = Number(body[body.length - 1 - at])
    const doubled = at % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (sum % 10)) % 10)
}

/** Letters and digits of a VIN: no I, O and Q. */
export const vinAlphabet = '0123456789ABCDEFGHJKLMNPRSTUVWXYZ'

/** A VIN with its check character at position 9 (GB 16735-2019) from the 16 other characters. */
export function vinFrom(first8: string, last8: string): string {
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 9, 8, 7, 6, 5, 4, 3, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * vinValue((first8 + last8).charAt(at)), 0)
  return first8 + '0123456789X'.charAt(sum % 11) + last8
}

function vinValue(character: string): number {
  const digit = '0123456789'.indexOf(character)
  return digit >= 0 ? digit : Number('12345678012345070923456789'['ABCDEFGHIJKLMNOPQRSTUVWXYZ'.indexOf(character)])
}
