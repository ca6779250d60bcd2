const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A resident identity number of nobody with its right check digit (GB 11643), different for each index. */
export function residentId(index: number): string {
  const body = `110105${19600101 + Math.floor(index / 900)}${String(100 + (index % 900)).padStart(3, '0')}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (weights[at] ?? 0), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}

/** A mobile number, different for each index. */
export function mobile(index: number): string {
  return `1391${String(2345678 + index * 7).padStart(7, '0')}`
}
