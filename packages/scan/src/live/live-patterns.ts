import type { PersonBatch } from '../subjects/person-batch.ts'
import type { RowPatterns } from '../subjects/row-patterns.ts'

/** Tells how many rows without a key came by each bitmap since it was last asked. */
export class LivePatterns {
  readonly #told = new Map<string, number>()

  drain(patterns: RowPatterns): PersonBatch['keyless'] {
    const keyless: { lo: number; hi: number; rows: number }[] = []
    patterns.forEach((lo, hi, rows) => {
      const key = `${lo}:${hi}`
      const told = this.#told.get(key) ?? 0
      if (rows === told) return
      this.#told.set(key, rows)
      keyless.push({ lo, hi, rows: rows - told })
    })
    return keyless
  }
}
