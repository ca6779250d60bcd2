import type { TypeId } from '@feiyu/scan'

export type SampleName = 'telemetry' | 'drivers' | 'orders' | 'clients'
export type Language = 'zh' | 'en'

/** What makes one sample; equal parameters give equal bytes. */
export interface SampleParameters {
  readonly rows: number
  readonly seed: number
  /** Language of the header, and of names, addresses and remarks. */
  readonly lang: Language
}

/** A column: its header in both languages, and the types that are right for it, the best first. */
export interface SampleColumn {
  readonly zh: string
  readonly en: string
  readonly types: readonly [TypeId, ...TypeId[]]
}

/** A cell; the empty string where a row has no value. */
export type SampleCell = string | number

/** What a row tells about one person of the pool: the types of the values that are not empty. */
export interface SampleSubject {
  readonly person: number
  readonly types: readonly TypeId[]
}

export interface SampleRow {
  readonly cells: readonly SampleCell[]
  readonly about: readonly SampleSubject[]
  /** Identifiers hidden in text, by type and place of the column. */
  readonly planted: readonly { readonly type: TypeId; readonly column: number }[]
}

/** A kind of sample: columns, and rows that follow from the parameters. */
export interface Sample {
  readonly columns: readonly SampleColumn[]
  /** How many persons rows can be about; 0 for data about machines. */
  readonly persons: (parameters: SampleParameters) => number
  readonly rows: (parameters: SampleParameters) => Iterable<SampleRow>
}
