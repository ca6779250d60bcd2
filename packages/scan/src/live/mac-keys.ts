import { KeyForms } from '../subjects/key-forms.ts'
import type { KeySlot } from '../subjects/key-slot.ts'
import {
  accountKey,
  cardKey,
  isOfRegister,
  mobileKey,
  otherAccountKey,
  phoneKey,
  residentKey,
} from '../subjects/key-type.ts'
import { codeWords } from './batch-mac.ts'
import { MessageList } from './message-list.ts'
import type { PersonKeys } from './person-keys.ts'

/** Set in the first byte of a message that holds digits, two in a byte; a last one alone has 15 beside it. */
const packed = 0x80
const encoder = new TextEncoder()

/**
 * Keys of 128 bits under a keyed code that works on many messages at once: kind of key ‖ scope and register, for numbers that mean
 * something in one register alone ‖ canonical value. Digits are packed, so that nearly every message is one block of AES.
 *
 * A key found while the columns of a block are read is only noted: `lo` is then a sum that tells values apart, `hi` the
 * number of the message, and `settleFound` makes the codes of all of them. The keys of a column of the block are made
 * between `begin` and `end`.
 */
export class MacKeys extends KeyForms {
  readonly #mac: PersonKeys['mac']
  readonly #scope: Uint8Array
  readonly #found = new MessageList()
  readonly #column = new MessageList()
  #list = this.#found
  /** Names of the registers by number: a number means the same in each file only where the register is the same. */
  readonly #registers: Uint8Array[] = []

  constructor({ mac, scope }: PersonKeys) {
    super()
    if (scope.includes('\0')) throw new RangeError('a scope of registers holds no NUL')
    this.#mac = mac
    this.#scope = encoder.encode(`${scope}\0`)
  }

  /** Gives a register its name. */
  nameRegister(register: number, name: string): void {
    this.#registers[register] = encoder.encode(`${name}\0`)
  }

  plain(type: number, register: number, view: DataView, from: number, to: number): void {
    const list = this.#list
    const isNumber = type === residentKey || type === mobileKey || type === phoneKey || type === cardKey
    const message =
      isNumber && areDigits(view, from, to)
        ? addNumber(list, type, view, from, to)
        : this.#addText(list, type, register, view, from, to)
    if (list !== this.#found) return
    this.lo = list.sumOf(message)
    this.hi = message
  }

  /** Makes the codes of the keys that were noted. */
  settleFound(): void {
    this.#found.code(this.#mac)
  }

  /** A word of the code of a noted key, from 0. */
  foundWord(message: number, word: number): number {
    return this.#found.codes[message * codeWords + word]!
  }

  /** Begins the keys of one column. */
  begin(): void {
    this.#list = this.#column
  }

  /** Puts the codes of the keys made since `begin` into the slot, for these rows in this order. */
  end({ lo, hi, lo2, hi2 }: KeySlot, rows: Int32Array): void {
    const list = this.#column
    list.code(this.#mac)
    const { codes } = list
    for (let index = 0, at = 0; index < list.count; index++, at += codeWords) {
      const row = rows[index]!
      lo[row] = codes[at]!
      hi[row] = codes[at + 1]!
      lo2[row] = codes[at + 2]!
      hi2[row] = codes[at + 3]!
    }
    list.clear()
    this.#list = this.#found
  }

  /** Forgets the keys that were noted in a block. */
  clearFound(): void {
    this.#found.clear()
  }

  #addText(list: MessageList, type: number, register: number, view: DataView, from: number, to: number): number {
    const isNumbered = isOfRegister(type)
    // A number that was found inside a text has the scope alone: no column gives it a register.
    const scope = isNumbered ? this.#scope : undefined
    const name = isNumbered ? this.#registers[register] : undefined
    list.reserve(1 + (scope?.length ?? 0) + (name?.length ?? 0) + to - from)
    const { bytes } = list
    let at = list.end
    // Which of a file's registers comes first says nothing about the person.
    bytes[at++] = type === otherAccountKey ? accountKey : type
    if (scope !== undefined) for (let index = 0; index < scope.length; index++) bytes[at++] = scope[index]!
    if (name !== undefined) for (let index = 0; index < name.length; index++) bytes[at++] = name[index]!
    const folds = type !== accountKey && type !== otherAccountKey
    for (let index = from; index < to; index++) {
      const byte = view.getUint8(index)
      bytes[at++] = folds && byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    }
    return list.close(at)
  }
}

function areDigits(view: DataView, from: number, to: number): boolean {
  for (let index = from; index < to; index++) {
    const byte = view.getUint8(index)
    if (byte < 0x30 || byte > 0x39) return false
  }
  return true
}

function addNumber(list: MessageList, type: number, view: DataView, from: number, to: number): number {
  list.reserve(2 + to - from)
  const { bytes } = list
  let at = list.end
  bytes[at++] = packed | type
  let index = from
  for (; index + 1 < to; index += 2) {
    bytes[at++] = ((view.getUint8(index) & 15) << 4) | (view.getUint8(index + 1) & 15)
  }
  if (index < to) bytes[at++] = ((view.getUint8(index) & 15) << 4) | 15
  return list.close(at)
}
