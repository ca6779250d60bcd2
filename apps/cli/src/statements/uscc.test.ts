import { expect, test } from 'vitest'
import { isValidUscc } from './uscc.ts'

const real = '91310000631696382C'

test('a code with its right check digit is taken, every single changed character is refused', () => {
  expect(isValidUscc(real)).toBe(true)
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  for (let at = 0; at < real.length; at++) {
    for (const character of alphabet) {
      if (character !== real[at]) expect(isValidUscc(real.slice(0, at) + character + real.slice(at + 1))).toBe(false)
    }
  }
})

test('letters that the standard leaves out, small letters and other lengths are refused', () => {
  for (const code of ['', real.slice(1), `${real}0`, real.toLowerCase(), '91310000O31696382C', ' 1310000631696382C']) {
    expect(isValidUscc(code)).toBe(false)
  }
})
