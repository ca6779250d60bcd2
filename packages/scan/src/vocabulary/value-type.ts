/**
 * What a value does for telling persons apart: `direct` names or reaches one person, `pseudonymous` stands for one
 * person in somebody's register, `quasi` narrows persons down together with others, `object` tells things apart,
 * `null` does none of these.
 */
export type Role = 'direct' | 'quasi' | 'pseudonymous' | 'object' | null

/** A kind of value that the scanner can tell. What it counts as in law is the class table's answer, never this list's. */
export interface ValueType {
  /** Stable, snake_case; packs name their rows by it. */
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly role: Role
}

/** One row of the vocabulary, short enough to read a page of them. */
export function valueType<const Id extends string>(id: Id, zh: string, en: string, role: Role) {
  return { id, zh, en, role } as const
}
