/** Words of a key of a person: 128 bits. */
export const keyWords = 4
/** Words of a person: the key, bitmap low and high, kind of key (position in `keyTypes`). */
export const personWords = 7
export const personBitsAt = 4
export const personKindAt = 6
/** Words of a link: the key and its kind, the person's key and its kind. */
export const linkWords = 10
export const linkKindAt = 4
export const linkOwnerAt = 5
export const linkOwnerKindAt = 9

/**
 * Persons as they leave the scanner for a tally: 128-bit keys, with a bit for every personal column in which the person
 * had a value; bit 63 says that the person is a minor. A person may come again in a later batch with more bits.
 */
export interface PersonBatch {
  readonly count: number
  readonly words: Int32Array
  /**
   * Keys that were accepted as the same person's as a stronger key of their row: they are no persons of their own. A key
   * seen beside several persons comes with a link to each, and is a person of its own unless they turn out to be one.
   */
  readonly linkCount: number
  readonly links: Int32Array
  /** Rows without any key, by bitmap: each counts as a person of its own. Two words a pattern, and its rows. */
  readonly keyless: readonly { readonly lo: number; readonly hi: number; readonly rows: number }[]
}
