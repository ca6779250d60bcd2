import type { BatchMac } from './batch-mac.ts'

/**
 * How persons are told apart beyond one scan. Both belong together: a code without a scope would take account 7 of one
 * system for account 7 of another, and count two persons as one.
 */
export interface PersonKeys {
  readonly mac: BatchMac
  /**
   * Where account numbers, user names and the like come from: under one code and one scope the same number in a column of
   * the same name is the same person. Numbers that the state or the world gives need none. No NUL in it.
   */
  readonly scope: string
}
