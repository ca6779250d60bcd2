import { bookKeyMac, type Registers, scopeOf } from '@feiyu/gate'
import type { PersonKeys } from '@feiyu/scan'
import type { Context } from '../context.ts'

/** 64 bits: no two crossings of a book draw the same. */
const scopeBytes = 8

/**
 * With which account numbers those of a file are compared: those of the system that the flag names; without it those of
 * this run alone, so that different persons are never taken for one.
 */
export function readRegisters(context: Context, register: string | undefined): Registers {
  const name = register?.normalize('NFKC').trim()
  if (name !== undefined && name !== '') return { kind: 'system', name }
  return { kind: 'alone', scope: Buffer.from(context.random(scopeBytes)).toString('hex') }
}

/** Keys of persons in a book: the same in every file that is compared with it. */
export function bookKeys(book: { readonly key: Uint8Array }, registers: Registers): PersonKeys {
  return { mac: bookKeyMac(book.key), scope: scopeOf(registers) }
}
