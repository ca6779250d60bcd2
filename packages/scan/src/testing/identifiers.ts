/** Seeded chance: xorshift on 32 bits. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 1
  }

  below(limit: number): number {
    this.#state ^= this.#state << 13
    this.#state ^= this.#state >>> 17
    this.#state ^= this.#state << 5
    return (this.#state >>> 0) % limit
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.below(10)).join('')
  }
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A resident ID with its check digit; `birth` is `yyyymmdd`. */
export function residentId(chance: Chance, birth = birthDate(chance), region = chance.pick(regions)): string {
  const body = `${region}${birth}${chance.digits(3)}`
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0)
  return body + '10X98765432'[sum % 11]
}

export function birthDate(chance: Chance): string {
  const month = String(1 + chance.below(12)).padStart(2, '0')
  return `${1940 + chance.below(68)}${month}${String(1 + chance.below(28)).padStart(2, '0')}`
}

export function mobile(chance: Chance): string {
  return `1${3 + chance.below(7)}${1 + chance.below(9)}${chance.digits(8)}`
}

/** A card number of a length with its Luhn digit. */
export function card(chance: Chance, prefix = '622202', length = 19): string {
  const body = prefix + chance.digits(length - prefix.length - 1)
  let sum = 0
  for (let index = 0; index < body.length; index++) {
    const digit = Number(body[body.length - 1 - index])
    const twice = index % 2 === 0 ? digit * 2 : digit
    sum += twice > 9 ? twice - 9 : twice
  }
  return body + String((10 - (sum % 10)) % 10)
}

/** A unified social credit code with both check digits. */
export function creditCode(chance: Chance, pair = '91'): string {
  const body = Array.from({ length: 8 }, () => chance.pick([...'0123456789ABCDEFGH'])).join('')
  const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2]
  const bodySum = bodyWeights.reduce((total, weight, index) => total + weight * Number.parseInt(body[index]!, 36), 0)
  const bodyCheck = '0123456789X'[(11 - (bodySum % 11)) % 11]!
  const front = `${pair}${chance.pick(regions)}${body}${bodyCheck}`
  let weight = 1
  let sum = 0
  for (const character of front) {
    sum += creditAlphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return front + creditAlphabet[(31 - (sum % 31)) % 31]!
}

const regions = ['110101', '310115', '440305', '330106', '320102', '510104', '420106', '370102', '210102', '500101']
