import type { TypeId } from '@feiyu/scan'
import type { Sample, SampleParameters, SampleRow } from './sample.ts'

/** Days on both sides of 2025-11-01, when GB/T 45574-2025 took the bare ID number off the list of sensitive information. */
export const truthDays = ['2025-10-31', '2026-11-23'] as const

const alwaysSensitive: readonly TypeId[] = ['bank_card', 'income']
const sensitiveOn: Readonly<Record<(typeof truthDays)[number], ReadonlySet<TypeId>>> = {
  '2025-10-31': new Set([...alwaysSensitive, 'resident_id', 'driver_licence']),
  '2026-11-23': new Set(alwaysSensitive),
}
const keyTypes = ['resident_id', 'mobile', 'email', 'bank_card', 'account_id'] as const satisfies readonly TypeId[]

export interface PersonCounts {
  /** Persons with at least one value that is not sensitive. */
  readonly ordinary: number
  /** Persons with at least one sensitive value; most are ordinary too. */
  readonly sensitive: number
}

/** What is true of a sample's rows. */
export interface RowTruth {
  readonly rows: number
  readonly columns: readonly { readonly name: string; readonly types: readonly TypeId[]; readonly nonEmpty: number }[]
  readonly persons: {
    readonly distinct: number
    /** Persons of whom the file holds a value of the type, in its column or in a text. */
    readonly byKey: Readonly<Partial<Record<TypeId, number>>>
    readonly asOf: Readonly<Record<string, PersonCounts>>
  }
  /** Identifiers in text; rows count from 1 without the header. */
  readonly planted: readonly { readonly type: TypeId; readonly row: number; readonly column: string }[]
}

/** Counts rows as they pass; one bit a person and question. */
export class TruthCounter {
  readonly #sample: Sample
  readonly #parameters: SampleParameters
  readonly #nonEmpty: number[]
  readonly #planted: { type: TypeId; row: number; column: string }[] = []
  readonly #sets = new Map<string, PersonSet>()
  #rows = 0

  constructor(sample: Sample, parameters: SampleParameters) {
    this.#sample = sample
    this.#parameters = parameters
    this.#nonEmpty = sample.columns.map(() => 0)
  }

  add({ cells, about, planted }: SampleRow): void {
    this.#rows += 1
    for (const [at, cell] of cells.entries()) if (cell !== '') this.#nonEmpty[at]! += 1
    for (const { person, types } of about) {
      this.#set('distinct').add(person)
      for (const type of types) {
        this.#set(type).add(person)
        for (const day of truthDays) this.#set(`${day} ${sensitiveOn[day].has(type)}`).add(person)
      }
    }
    for (const { type, column } of planted) {
      this.#planted.push({ type, row: this.#rows, column: this.#sample.columns[column]![this.#parameters.lang] })
    }
  }

  result(): RowTruth {
    const { lang } = this.#parameters
    const size = (name: string) => this.#sets.get(name)?.size ?? 0
    const byKey = keyTypes.filter((type) => size(type) > 0).map((type) => [type, size(type)])
    const asOf = truthDays.map((day) => [day, { ordinary: size(`${day} false`), sensitive: size(`${day} true`) }])
    return {
      rows: this.#rows,
      columns: this.#sample.columns.map((column, at) => ({
        name: column[lang],
        types: column.types,
        nonEmpty: this.#nonEmpty[at]!,
      })),
      persons: { distinct: size('distinct'), byKey: Object.fromEntries(byKey), asOf: Object.fromEntries(asOf) },
      planted: this.#planted,
    }
  }

  #set(name: string): PersonSet {
    const known = this.#sets.get(name)
    if (known !== undefined) return known
    const fresh = new PersonSet(this.#sample.persons(this.#parameters))
    this.#sets.set(name, fresh)
    return fresh
  }
}

class PersonSet {
  readonly #bits: Uint8Array
  size = 0

  constructor(persons: number) {
    this.#bits = new Uint8Array(Math.ceil(persons / 8))
  }

  add(person: number): void {
    const bit = 1 << (person & 7)
    const at = person >> 3
    if ((this.#bits[at]! & bit) !== 0) return
    this.#bits[at]! |= bit
    this.size += 1
  }
}
