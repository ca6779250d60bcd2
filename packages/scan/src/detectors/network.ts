/**
 * Reads a dotted IPv4 address at `at`. Returns the byte after it, -1 when there is none. Addresses that lead to no
 * person (private, loopback, link-local, documentation, multicast, unspecified) are none.
 */
export function ipv4End(bytes: Uint8Array, at: number, to: number): number {
  let first = 0
  let second = 0
  let third = 0
  let index = at
  for (let part = 0; part < 4; part++) {
    if (part > 0 && bytes[index++] !== 0x2e) return -1
    let octet = 0
    const start = index
    while (index < to && index - start < 4 && isDigit(bytes[index]!)) octet = octet * 10 + bytes[index++]! - 0x30
    const digits = index - start
    if (digits === 0 || octet > 255 || digits > 3 || (digits > 1 && bytes[start] === 0x30)) return -1
    if (part === 0) first = octet
    else if (part === 1) second = octet
    else if (part === 2) third = octet
  }
  if (index < to && isAlphanumeric(bytes[index]!)) return -1
  if (index + 1 < to && bytes[index] === 0x2e && isDigit(bytes[index + 1]!)) return -1
  return isPublicIpv4(first, second, third) ? index : -1
}

/**
 * Whether all of `[from, to)`, which holds digits and dots alone, is an IPv4 address that may lead to a person. Reads
 * every byte in the same way: where the dots stand cannot be foreseen, and a wrong guess costs more than the sums.
 */
export function isIpv4(bytes: Uint8Array, from: number, to: number): boolean {
  if (to - from < 7 || to - from > 15) return false
  let address = 0
  let octet = 0
  let dots = 0
  let tooLarge = 0
  for (let index = from; index < to; index++) {
    const byte = bytes[index]!
    const dot = (byte - 0x2f) >> 31
    address = (address & ~dot) | (((address << 8) | octet) & dot)
    octet = (octet * 10 + byte - 0x30) & ~dot
    tooLarge |= 255 - octet
    dots -= dot
  }
  if (dots !== 3 || tooLarge < 0) return false
  const first = address >>> 16
  const second = (address >>> 8) & 255
  const third = address & 255
  // no empty part and no zero in front: as many bytes as the numbers need
  const digits = digitsOf(first) + digitsOf(second) + digitsOf(third) + digitsOf(octet)
  return to - from === digits + 3 && isPublicIpv4(first, second, third)
}

function digitsOf(octet: number): number {
  return octet > 99 ? 3 : octet > 9 ? 2 : 1
}

function isPublicIpv4(first: number, second: number, third: number): boolean {
  if (first === 0 || first === 10 || first === 127 || first >= 224) return false
  if (first === 192) return second !== 168 && (second !== 0 || (third !== 0 && third !== 2))
  if (first === 172) return second < 16 || second > 31
  if (first === 100) return second < 64 || second > 127
  if (first === 169) return second !== 254
  if (first === 198) return second !== 18 && second !== 19 && (second !== 51 || third !== 100)
  return first !== 203 || second !== 0 || third !== 113
}

/**
 * Reads an IPv6 address at `at`: eight groups, or fewer with one `::`. Returns the byte after it, -1 when there is none
 * or it leads to no person (loopback, link-local, unique local, documentation, multicast).
 */
export function ipv6End(bytes: Uint8Array, at: number, to: number): number {
  let groups = 0
  let gaps = 0
  let index = at
  let first = -1
  let second = -1
  while (index < to) {
    const start = index
    let value = 0
    while (index < to && index - start < 5 && hexValue(bytes[index]!) >= 0)
      value = value * 16 + hexValue(bytes[index++]!)
    const length = index - start
    if (length > 4) return -1
    if (length > 0) {
      groups++
      if (groups === 1) first = value
      if (groups === 2) second = value
    }
    if (index >= to || bytes[index] !== 0x3a) break
    if (index + 1 < to && bytes[index + 1] === 0x3a) {
      if (++gaps > 1) return -1
      index += 2
      if (index >= to || hexValue(bytes[index]!) < 0) break
    } else {
      if (length === 0 || index + 1 >= to || hexValue(bytes[index + 1]!) < 0) break
      index++
    }
  }
  if (index < to && isAlphanumeric(bytes[index]!)) return -1
  const whole = gaps === 0 ? groups === 8 : groups >= 2 && groups <= 7
  if (!whole || first < 0x2000 || first > 0x3fff) return -1
  return first === 0x2001 && second === 0x0db8 ? -1 : index
}

/** Reads an EUI-48 at `at`: six pairs by `:` or `-`. Returns the byte after it, or -1; all zeros and all ones are none. */
export function macEnd(bytes: Uint8Array, at: number, to: number): number {
  const end = at + 17
  const separator = bytes[at + 2]
  if (end > to || (separator !== 0x3a && separator !== 0x2d)) return -1
  let sum = 0
  for (let index = 0; index < 17; index++) {
    const byte = bytes[at + index]!
    if (index % 3 === 2) {
      if (byte !== separator) return -1
      continue
    }
    const value = hexValue(byte)
    if (value < 0) return -1
    sum += value
  }
  if (end < to && (isAlphanumeric(bytes[end]!) || bytes[end] === separator)) return -1
  return sum === 0 || sum === 180 ? -1 : end
}

export function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte & 0xdf
  return letter >= 0x41 && letter <= 0x46 ? letter - 55 : -1
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function isAlphanumeric(byte: number): boolean {
  const letter = byte & 0xdf
  return isDigit(byte) || (letter >= 0x41 && letter <= 0x5a)
}
