import { stdnum } from 'stdnum'
import { describe, expect, test } from 'vitest'
import { Chance, card, creditCode, residentId } from '../testing/identifiers.ts'
import { findIn } from '../testing/scan-table.ts'
import { passesLuhn } from './card.ts'
import { creditCodeAt } from './credit-code.ts'
import { none } from './detector.ts'
import { ibanAt } from './iban.ts'
import { hkidAt, taiwanIdAt } from './region-ids.ts'
import { residentIdAt } from './resident-id.ts'

const encoder = new TextEncoder()
const today = 20261123
const digits = '0123456789'

describe('one digit changed, 10,000 times', () => {
  test('is never accepted as a resident ID', () => {
    const chance = new Chance(2026)
    let accepted = 0
    for (let round = 0; round < 10_000; round++) {
      const flipped = flipDigit(chance, residentId(chance))
      if (residentIdAt(encoder.encode(flipped), 0, today) !== none) accepted++
      if (findIn(flipped).hits.some((hit) => hit.startsWith('resident_id'))) accepted++
    }
    expect(accepted).toBe(0)
  })

  test('is never accepted as a credit code', () => {
    const chance = new Chance(2027)
    let accepted = 0
    for (let round = 0; round < 10_000; round++) {
      const flipped = flipDigit(chance, creditCode(chance))
      if (creditCodeAt(encoder.encode(flipped), 0) !== none) accepted++
      if (findIn(flipped).hits.some((hit) => hit.startsWith('uscc'))) accepted++
    }
    expect(accepted).toBe(0)
  })

  test('is never accepted by Luhn', () => {
    const chance = new Chance(2028)
    for (let round = 0; round < 10_000; round++) {
      const flipped = encoder.encode(flipDigit(chance, card(chance)))
      expect(passesLuhn(flipped, 0, flipped.length)).toBe(false)
    }
  })
})

describe('beside stdnum, on valid and random strings', () => {
  test('resident IDs: all that are valid there, but for provinces and days that do not exist here', () => {
    const chance = new Chance(1)
    for (let round = 0; round < 5_000; round++) {
      const valid = residentId(chance)
      expect(residentIdAt(encoder.encode(valid), 0, today) !== none).toBe(true)
      expect(stdnum.CN!.ric!.validate(valid).isValid).toBe(true)
      const random = chance.digits(17) + chance.pick([...digits, 'X'])
      if (residentIdAt(encoder.encode(random), 0, today) !== none) {
        expect(stdnum.CN!.ric!.validate(random).isValid, random).toBe(true)
      }
      const damaged = flipDigit(chance, valid)
      expect(stdnum.CN!.ric!.validate(damaged).isValid).toBe(false)
    }
  })

  test('credit codes', () => {
    const chance = new Chance(2)
    for (let round = 0; round < 5_000; round++) {
      const valid = creditCode(chance, chance.pick(['91', '92', '11', '51', 'A1', 'N2', 'Y1']))
      expect(creditCodeAt(encoder.encode(valid), 0) !== none, valid).toBe(true)
      if (/^\d/.test(valid) && !valid.endsWith('0')) expect(stdnum.CN!.uscc!.validate(valid).isValid, valid).toBe(true)
      const damaged = flipDigit(chance, valid)
      expect(creditCodeAt(encoder.encode(damaged), 0)).toBe(none)
    }
  })

  test('Hong Kong and Taiwan identity numbers', () => {
    const chance = new Chance(3)
    for (let round = 0; round < 20_000; round++) {
      const letter = chance.pick([...'ABCDEFGHIJKLMNPQRSTUVWXYZ']) // no card begins with O
      const hongKong = `${letter}${chance.digits(6)}${chance.pick([...digits, 'A'])}`
      expect(hkidAt(encoder.encode(hongKong), 0, 8) !== none, hongKong).toBe(
        stdnum.HK!.hkid!.validate(hongKong).isValid,
      )
      const taiwan = `${letter}${chance.pick(['1', '2'])}${chance.digits(8)}`
      expect(taiwanIdAt(encoder.encode(taiwan), 0) !== none, taiwan).toBe(stdnum.TW!.natid!.validate(taiwan).isValid)
    }
  })

  test('IBANs of the ISO register', () => {
    const valid = [
      'DE89370400440532013000',
      'GB29NWBK60161331926819',
      'FR1420041010050500013M02606',
      'NL91ABNA0417164300',
    ]
    const chance = new Chance(4)
    for (const number of valid) {
      expect(ibanAt(encoder.encode(number), 0, number.length)).not.toBe(none)
      for (let round = 0; round < 200; round++) {
        const flipped = flipDigit(chance, number)
        expect(ibanAt(encoder.encode(flipped), 0, flipped.length), flipped).toBe(none)
      }
    }
  })
})

/** The text with one of its digits replaced by another digit. */
function flipDigit(chance: Chance, text: string): string {
  const places = [...text].flatMap((character, place) => (digits.includes(character) ? [place] : []))
  const place = chance.pick(places)
  const other = String((Number(text[place]) + 1 + chance.below(9)) % 10)
  return text.slice(0, place) + other + text.slice(place + 1)
}
