import type { Registers } from '../ports/book.ts'

/** The scope under which the scanner tells account numbers apart; a name is never that of a scope drawn at random. */
export function scopeOf(registers: Registers): string {
  return registers.kind === 'system' ? `system ${registers.name}` : `alone ${registers.scope}`
}
