import type { Registers } from '../ports/book.ts'

/**
 * The scope under which the scanner tells account numbers apart; a name is never that of a scope drawn at random. Short,
 * since it stands before every such number: a block of AES more for each would cost more than the rest.
 */
export function scopeOf(registers: Registers): string {
  return registers.kind === 'system' ? `s:${registers.name}` : `a:${registers.scope}`
}
