import { expect, test } from 'vitest'
import { KeySlot } from '../subjects/key-slot.ts'
import {
  accountKey,
  cardKey,
  documentKey,
  emailKey,
  mobileKey,
  onlineKey,
  otherAccountKey,
  phoneKey,
  residentKey,
  wechatKey,
} from '../subjects/key-type.ts'
import { type BatchMac, codeWords } from './batch-mac.ts'
import { MacKeys } from './mac-keys.ts'

/** Notes the messages instead of making codes of them. */
class Noting implements BatchMac {
  readonly messages: string[] = []

  mac(messages: Uint8Array, offsets: Int32Array, count: number, out: Int32Array): void {
    for (let index = 0; index < count; index++) {
      this.messages.push(Buffer.from(messages.subarray(offsets[index], offsets[index + 1])).toString('hex'))
      const number = this.messages.length
      out.set([number, -number, number + 100, number + 200], index * codeWords)
    }
  }
}

/** The message of a value, in hexadecimal. */
function messageOf(
  type: number,
  text: string,
  register = 0,
  names: Readonly<Record<number, string>> = {},
  scope = 'shop',
): string {
  const noting = new Noting()
  const keys = new MacKeys({ mac: noting, scope })
  for (const [number, name] of Object.entries(names)) keys.nameRegister(Number(number), name)
  const bytes = new TextEncoder().encode(text)
  keys.text(type, register, bytes, 0, bytes.length)
  keys.settleFound()
  return noting.messages[0]!
}

test('digits are packed behind the kind of the key, so that nearly all are one block of AES', () => {
  expect(messageOf(mobileKey, '13912345678')).toBe('8513912345678f')
  expect(messageOf(residentKey, '11010519491231002')).toBe('8011010519491231002f')
  expect(messageOf(cardKey, '622202123456')).toBe('84622202123456')
})

test('one number of two kinds is two keys, and so are numbers of different length', () => {
  const kinds = [residentKey, cardKey, mobileKey, phoneKey, documentKey, emailKey, accountKey, onlineKey]
  expect(new Set(kinds.map((kind) => messageOf(kind, '13912345678'))).size).toBe(kinds.length)
  expect(messageOf(cardKey, '123')).not.toBe(messageOf(cardKey, '0123'))
  expect(messageOf(cardKey, '12')).not.toBe(messageOf(cardKey, '120'))
})

test('letters are folded, but for numbers of a register; an IBAN is a text', () => {
  expect(messageOf(emailKey, 'A.b@Mail.CN')).toBe(messageOf(emailKey, 'a.B@mail.cn'))
  expect(messageOf(accountKey, 'Ab')).not.toBe(messageOf(accountKey, 'ab'))
  expect(messageOf(cardKey, 'DE12')).not.toBe(messageOf(cardKey, 'TE12'))
})

test('a number of a register is the same wherever the register stands in the file, and never that of another', () => {
  const user = messageOf(accountKey, '1001', 0, { 0: 'user_id' })
  expect(messageOf(otherAccountKey, '1001', 2, { 0: 'order', 2: 'user_id' })).toBe(user)
  expect(messageOf(accountKey, '1001', 0, { 0: 'member_id' })).not.toBe(user)
})

test('a number of a register is another in each scope; what the state or the world numbers is the same in all', () => {
  for (const kind of [accountKey, otherAccountKey, onlineKey, wechatKey]) {
    for (const names of [{}, { 0: 'user_id' }]) {
      expect(messageOf(kind, '1001', 0, names, 'desk')).not.toBe(messageOf(kind, '1001', 0, names, 'shop'))
    }
  }
  // Neither where the name of the column begins as the scope ends.
  expect(messageOf(accountKey, '1', 0, { 0: 'b' }, 'a')).not.toBe(messageOf(accountKey, '1', 0, {}, 'ab'))
  for (const kind of [residentKey, documentKey, emailKey, cardKey, mobileKey, phoneKey]) {
    expect(messageOf(kind, '13912345678', 0, {}, 'desk')).toBe(messageOf(kind, '13912345678', 0, {}, 'shop'))
  }
  expect(() => messageOf(accountKey, '1001', 0, {}, 'a\0b')).toThrow('NUL')
})

test('keys of a column come back to their rows; one that was noted while it was read keeps its code', () => {
  const noting = new Noting()
  const keys = new MacKeys({ mac: noting, scope: 'shop' })
  const slot = new KeySlot({
    bits: { lo: 1, hi: 0 },
    least: 0,
    isSubject: false,
    isStrong: true,
    isThing: false,
    register: 0,
  })
  const bytes = new TextEncoder().encode('139')
  keys.text(mobileKey, 0, bytes, 0, 3)
  const noted = keys.hi
  keys.settleFound()
  keys.begin()
  const view = new DataView(bytes.buffer)
  keys.plain(mobileKey, 0, view, 0, 2)
  keys.plain(mobileKey, 0, view, 1, 3)
  keys.end(slot, Int32Array.of(7, 3))
  const keyOf = (row: number) => [slot.lo[row], slot.hi[row], slot.lo2[row], slot.hi2[row]]
  expect([keyOf(7), keyOf(3)]).toEqual([
    [2, -2, 102, 202],
    [3, -3, 103, 203],
  ])
  expect([0, 1, 2, 3].map((word) => keys.foundWord(noted, word))).toEqual([1, -1, 101, 201])
})
