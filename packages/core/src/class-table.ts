import type { CivilDate } from './civil-date.ts'
import type { Digest } from './digest.ts'

/** What a value counts as in law. The scanner says what a value is; a pack's class table makes a category of it. */
export type Category = 'business' | 'personal' | 'sensitive' | 'credential'

/** Category of one type: in a table about persons, and in one that holds no person (machine data). */
export interface TypeClass {
  readonly person: Category
  readonly object: Category
}

/**
 * The class table of the packs, compiled by `law` for one date and handed to scan, de-identification and gate, none of
 * which holds a list of its own. Profile, decision and permit record its digest.
 */
export interface ClassTable {
  readonly digest: Digest
  readonly asOf: CivilDate
  /** By type, every type of the scanner's vocabulary. */
  readonly types: Readonly<Record<string, TypeClass>>
  /** All information about a person below this age (years completed on `asOf`) is sensitive; `null`: no such rule. */
  readonly sensitiveBelowAge: number | null
}

/** Sensitive personal information and credentials are sensitive in law; the other two are not. */
export function isSensitive(category: Category): boolean {
  return category === 'sensitive' || category === 'credential'
}
