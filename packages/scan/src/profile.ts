import type { Category, Digest } from '@feiyu/core'
import type { KeyType } from './subjects/key-type.ts'
import type { Marking } from './table/marking-log.ts'
import type { Role } from './vocabulary/value-type.ts'
import type { TypeId } from './vocabulary/value-types.ts'

/** How often one detector hit in a column. */
export interface DetectorHits {
  readonly id: string
  readonly count: number
  /** One hit is enough to say what was found: see `Detector`. */
  readonly strong: boolean
  /** First row with a hit, from 1. */
  readonly firstRow: number
}

/** What one column is. */
export interface Field {
  /** The column's name; `column_N` where the name itself holds a person's value. */
  readonly name: string
  readonly type: TypeId
  readonly category: Category
  /** Sensitive personal information or a credential. */
  readonly sensitive: boolean
  readonly role: Role
  /** Chance that the type is right, 0.01 to 0.99. */
  readonly confidence: number
  /** Share of the values that have the type's form, 0 to 1; null where the type has none. */
  readonly share: number | null
  /** Rows with a value. */
  readonly values: number
  readonly detectors: readonly DetectorHits[]
}

/** Something that people must judge: important, core or secret data is declared, never found. */
export interface Candidate {
  readonly kind: 'important' | 'core' | 'secret'
  /** Why, as a code: see `candidates.ts`. */
  readonly reason: string
  readonly column: string | null
}

/**
 * How the persons were counted. `exact-one-key`: one kind of key in every row about a person. `upper-bound`: several
 * kinds, or keys in texts. `rows`: no key, one person a row. `none`: nobody.
 */
export type CountMethod = 'exact-one-key' | 'upper-bound' | 'rows' | 'none'

/** How many persons a table is about. */
export interface Subjects {
  /** Column that told the persons of most rows; null where none did. */
  readonly key: string | null
  readonly keyType: KeyType | null
  /** Persons, of `upper`, with a value in an ordinary field; minors are not among them. */
  readonly ordinary: number
  /** Persons, of `upper`, with a value in a sensitive field, and minors with a value in any. */
  readonly sensitive: number
  /** Distinct keys of `keyType`. */
  readonly distinct: number
  readonly lower: number
  readonly upper: number
  /** Cells of key columns that were empty, a word for "no value", or a number that nobody has. */
  readonly dropped: number
  readonly method: CountMethod
}

export type WarningCode =
  | 'sampled'
  | 'no-rows'
  | 'unverified-values'
  | 'masked-values'
  | 'damaged-values'
  | 'name-holds-value'
  | 'unreadable-name'
  | 'columns-grouped'

export interface ScanWarning {
  readonly code: WarningCode
  readonly column: string | null
}

/** What a scan found. It holds names of columns and counts, never a value. */
export interface Profile {
  readonly rows: number
  readonly fields: readonly Field[]
  readonly markings: readonly Marking[]
  readonly candidates: readonly Candidate[]
  readonly subjects: Subjects
  /** Digest of the class table by which the categories were given. */
  readonly classTable: Digest
  readonly warnings: readonly ScanWarning[]
}
