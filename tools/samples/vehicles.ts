import { vinAlphabet, vinFrom } from './identifiers.ts'
import { randomFor, scatter } from './random.ts'

const makers = ['LSJ', 'LGX', 'LSV', 'LFV', 'LVS', 'LRW'] as const
const years = 'LMNPRST'
const plants = 'ABCDEFGH'

/** The VIN of a vehicle that does not exist; two indexes of one seed never share one. */
export function vinAt(seed: number, index: number): string {
  const random = randomFor(seed, 2, index)
  let model = ''
  for (let at = 0; at < 5; at++) model += vinAlphabet.charAt(random.below(vinAlphabet.length))
  const serial = scatter(seed, index, plants.length * 10 ** 6)
  const plant = plants.charAt(Math.floor(serial / 10 ** 6))
  const year = years.charAt(random.below(years.length))
  return vinFrom(random.pick(makers) + model, year + plant + String(serial % 10 ** 6).padStart(6, '0'))
}
