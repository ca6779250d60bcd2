import { bankCard, iccid, imei, none, paymentCard } from './detector.ts'

/** What a digit's byte adds where Luhn doubles it, less the 48 that the sum takes away for every digit. */
const doubled = Uint8Array.from({ length: 256 }, (_, byte) => {
  const twice = (byte - 0x30) * 2
  return 0x30 + (twice > 9 ? twice - 9 : twice)
})

/** Whether the digits of `[from, to)` pass the check of ISO/IEC 7812 (Luhn). */
export function passesLuhn(bytes: Uint8Array, from: number, to: number): boolean {
  let sum = (from - to) * 0x30
  let index = from
  if (((to - from) & 1) === 1) sum += bytes[index++]!
  for (; index < to; index += 2) sum += doubled[bytes[index]!]! + bytes[index + 1]!
  return sum % 10 === 0
}

/**
 * Whether the digits of `[from, to)` are a card number: issuer range of the scheme, length, Luhn. UnionPay (62, to 19
 * digits) and the domestic ranges of before it are bank cards; the other schemes are payment cards.
 */
export function cardAt(bytes: Uint8Array, from: number, to: number): number {
  const kind = issuerOf(bytes, from, to - from)
  return kind !== none && passesLuhn(bytes, from, to) ? kind : none
}

/** First two digits of the type allocation codes that were ever given out. */
const reportingBodies = new Uint8Array(100)
for (const body of [1, 10, 30, 33, 35, 44, 45, 49, 50, 51, 52, 53, 54, 86, 91, 98, 99]) reportingBodies[body] = 1

/** Whether 15 digits are a device's IMEI: reporting body of the type allocation code, Luhn (3GPP TS 23.003). */
export function imeiAt(bytes: Uint8Array, from: number): number {
  const body = bytes[from]! * 10 + bytes[from + 1]! - 528
  return body < 100 && reportingBodies[body] === 1 && passesLuhn(bytes, from, from + 15) ? imei : none
}

/** Whether 19 or 20 digits are a SIM card's number of mainland China: 8986, Luhn (E.118). */
export function iccidAt(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from]! * 1000 + bytes[from + 1]! * 100 + bytes[from + 2]! * 10 + bytes[from + 3]! - 53328
  return first === 8986 && passesLuhn(bytes, from, to) ? iccid : none
}

function issuerOf(bytes: Uint8Array, from: number, length: number): number {
  const four = bytes[from]! * 1000 + bytes[from + 1]! * 100 + bytes[from + 2]! * 10 + bytes[from + 3]! - 53328
  const two = (four / 100) | 0
  if (two === 62) return length >= 16 && length <= 19 ? bankCard : none
  if (length === 19) return isOldDomestic(four) ? bankCard : two >= 40 && two < 50 ? paymentCard : none
  if (length === 16) return isSixteen(four, two) ? paymentCard : isOldDomestic(four) ? bankCard : none
  if (length === 15) return two === 34 || two === 37 ? paymentCard : none
  if (length === 14) return two === 36 || two === 38 || (four >= 3000 && four <= 3059) ? paymentCard : none
  if (length === 17 || length === 18) return isMaestro(four, two) ? paymentCard : none
  return none
}

/** Visa, Mastercard, JCB, Discover and Maestro have 16 digits. */
function isSixteen(four: number, two: number): boolean {
  if (two >= 40 && two < 50) return true
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return true
  return (
    (four >= 3528 && four <= 3589) ||
    four === 6011 ||
    two === 65 ||
    (four >= 6440 && four < 6500) ||
    isMaestro(four, two)
  )
}

function isMaestro(four: number, two: number): boolean {
  return two === 50 || (two >= 56 && two <= 58) || (two === 67 && four !== 6733) || four === 6304 || four === 6390
}

/** Debit ranges that Chinese banks gave out before UnionPay's own. */
function isOldDomestic(four: number): boolean {
  return four === 9558 || four === 9559 || four === 6013 || four === 4563 || four === 4367
}
