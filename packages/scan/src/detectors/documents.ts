import {
  hkmoPermit,
  homeReturnPermit,
  none,
  passportCn,
  passportOther,
  taiwanCompatriotPermit,
  taiwanTravelPermit,
} from './detector.ts'

/**
 * Which travel document fills `[from, to)`, by shape alone: to be asked only in a column whose name says that it holds
 * such documents, and with the kind that the name prefers (`none`: any).
 */
export function documentAt(bytes: Uint8Array, from: number, to: number, preferred: number): number {
  const length = to - from
  if (length < 7 || length > 12) return none
  if (preferred === taiwanCompatriotPermit && (length === 8 || length === 10) && areDigits(bytes, from, to)) {
    return taiwanCompatriotPermit
  }
  const first = bytes[from]! & 0xdf
  const second = bytes[from + 1]! & 0xdf
  if (first < 0x41 || first > 0x5a) return preferred === passportOther ? otherPassport(bytes, from, to) : none
  const isSerial = areDigits(bytes, from + 1, to)
  const isLettered =
    second >= 0x41 && second <= 0x5a && second !== 0x49 && second !== 0x4f && areDigits(bytes, from + 2, to)
  if (isSerial && (first === 0x48 || first === 0x4d) && (length === 11 || (length === 9 && preferred !== passportCn))) {
    return homeReturnPermit
  }
  if (length === 9 && isSerial && (first === 0x43 || first === 0x57)) return hkmoPermit
  if (length === 9 && isLettered && first === 0x43) return hkmoPermit
  if (length === 9 && isSerial && (first === 0x54 || first === 0x4c)) return taiwanTravelPermit
  if (length === 9 && (isSerial || isLettered) && isChinesePassport(first, second, isSerial)) return passportCn
  return preferred === none || preferred === passportOther || preferred === passportCn
    ? otherPassport(bytes, from, to)
    : none
}

/** E and then G series, service (SE), public affairs (PE) and diplomatic (DE) ones, Hong Kong H and K, Macau MA. */
function isChinesePassport(first: number, second: number, isSerial: boolean): boolean {
  if (first === 0x45 || first === 0x47) return true
  if (isSerial) return first === 0x48 || first === 0x4b || first === 0x44 || first === 0x53 || first === 0x50
  return second === 0x45 && (first === 0x44 || first === 0x53 || first === 0x50)
    ? true
    : first === 0x4d && second === 0x41
}

/** Passports of other countries: 7 to 9 letters and digits, mostly digits. */
function otherPassport(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  let digits = 0
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!
    const letter = byte & 0xdf
    if (byte >= 0x30 && byte <= 0x39) digits++
    else if (letter < 0x41 || letter > 0x5a) return none
  }
  return length <= 9 && digits >= 5 ? passportOther : none
}

function areDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    if (bytes[index]! < 0x30 || bytes[index]! > 0x39) return false
  }
  return true
}
