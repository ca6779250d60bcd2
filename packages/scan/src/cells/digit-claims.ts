import { cardAt, iccidAt, imeiAt } from '../detectors/card.ts'
import { creditCodeAt } from '../detectors/credit-code.ts'
import { imei, imsi, none, residentIdOld } from '../detectors/detector.ts'
import { landlineAt, mobileAt } from '../detectors/phone.ts'
import { residentIdAt, residentIdOldAt } from '../detectors/resident-id.ts'

/**
 * What the run of digits `[from, to)` is, the strongest claim first: a resident ID is never also a card. `hint` is the
 * detector of the column's own type: among the weak claims it goes first. `today` is `yyyymmdd`.
 */
export function digitClaim(bytes: Uint8Array, from: number, to: number, hint: number, today: number): number {
  switch (to - from) {
    case 11:
      return mobileAt(bytes, from) || landlineAt(bytes, from, to)
    case 12:
      return landlineAt(bytes, from, to)
    case 13:
      return bytes[from] === 0x38 && bytes[from + 1] === 0x36 ? mobileAt(bytes, from + 2) : none
    case 14:
    case 16:
    case 17:
      return cardAt(bytes, from, to)
    case 15:
      return fifteen(bytes, from, to, hint)
    case 18:
      return residentIdAt(bytes, from, today) || creditCodeAt(bytes, from) || cardAt(bytes, from, to)
    case 19:
    case 20:
      return iccidAt(bytes, from, to) || (to - from === 19 ? cardAt(bytes, from, to) : none)
    default:
      return none
  }
}

function fifteen(bytes: Uint8Array, from: number, to: number, hint: number): number {
  if (hint === imei && imeiAt(bytes, from) !== none) return imei
  if (hint === residentIdOld && residentIdOldAt(bytes, from) !== none) return residentIdOld
  if (bytes[from] === 0x30) {
    const isPrefix = bytes[from + 1] === 0x30 && bytes[from + 2] === 0x38 && bytes[from + 3] === 0x36
    return isPrefix ? mobileAt(bytes, from + 4) : imeiAt(bytes, from)
  }
  return imsiAt(bytes, from) || cardAt(bytes, from, to) || imeiAt(bytes, from) || residentIdOldAt(bytes, from)
}

/** Mainland subscriber identity: country 460 and a network that exists (E.212). */
function imsiAt(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== 0x34 || bytes[from + 1] !== 0x36 || bytes[from + 2] !== 0x30) return none
  const network = bytes[from + 3]! * 10 + bytes[from + 4]! - 528
  return network <= 13 || network === 15 || network === 20 ? imsi : none
}
