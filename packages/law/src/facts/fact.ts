/** A single value of a fact; `null` is a claim that is not made. */
export type FactScalar = boolean | number | string
export type FactValue = FactScalar | null

export type FactType =
  | 'boolean'
  | 'integer'
  | 'number'
  | 'enum'
  | 'string'
  /** A place: two letters of ISO 3166-1, or one of the fact's own `values`. */
  | 'country'
  | 'date'
  | 'list'
  | 'events'
  | 'flows'
  | 'entities'
  | 'hops'

/**
 * What an unstated fact means: a `claim` and a `context` are not made; a `status`, a `count` and a `date` are unknown;
 * an `open` question of law is nobody's to state, so it is always unknown.
 */
export type FactKind = 'claim' | 'context' | 'status' | 'count' | 'date' | 'open'

/** What a pack says of one fact. */
export interface FactDefinition {
  readonly name: string
  readonly pack: string
  readonly at: string
  readonly type: FactType
  readonly kind: FactKind
  readonly values: readonly string[]
  /** What each of the values is called; empty where the pack does not say. */
  readonly words: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  /** Other names of the values, as `plainName` writes them: a value may be stated by any of them. */
  readonly synonyms: Readonly<Record<string, string>>
  readonly unit: string | null
  /** Least and greatest value of a number; `null` where nothing but its type bounds it. */
  readonly min: number | null
  readonly max: number | null
  /** Value of a claim that is not stated, where silence has a meaning of its own; else `null`. */
  readonly unstated: FactValue
  /** A count that nobody has to state: silence means none. */
  readonly optional: boolean
  /** The value that gives nothing to whoever claims it; used for the fallback. */
  readonly adverse: FactValue
  /** A handler may choose this (recipient, purpose, de-identification …); counts never are levers. */
  readonly lever: boolean
  /** The flag that an `open` question raises when it matters. */
  readonly flag: string | null
  /** Kept beside an answer and never changing it. */
  readonly record: boolean
  /** Where it is true somebody is in the data: beside `pi: false` it is a contradiction. */
  readonly persons: boolean
  /** A day that cannot be later than another stated day, or than the day of the act (`as-of`). */
  readonly notAfter: string | null
  readonly zh: string
  readonly en: string
  readonly question: { readonly zh: string; readonly en: string }
}

export interface TransferEvent {
  readonly date: string
  readonly category: 'ordinary' | 'sensitive'
  readonly ranges: readonly (readonly [number, number])[]
  readonly reclassified_from?: 'ordinary' | 'sensitive'
}

export interface FlowPart {
  readonly purpose: string
  readonly ordinary: number
  readonly sensitive: number
  readonly exemption?: string | null
  readonly exemption_proven?: boolean | null
}

export interface EntityPart {
  readonly id: string
  readonly ordinary: number
  readonly sensitive: number
}

/** Facts as somebody stated them, checked against the definitions. */
export interface StatedFacts {
  readonly values: ReadonlyMap<string, FactScalar>
  readonly events: readonly TransferEvent[] | null
  readonly flows: readonly FlowPart[] | null
  readonly entities: readonly EntityPart[] | null
  readonly lists: ReadonlyMap<string, readonly string[]>
  /** Names of the dates that are stated. */
  readonly days: readonly string[]
  /** The legs after this one, each with facts of its own. */
  readonly hops: readonly StatedFacts[] | null
}
