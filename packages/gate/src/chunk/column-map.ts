import { type BatchMac, isUnreadableName } from '@feiyu/scan'
import { PermitError } from '../errors.ts'
import type { Permit, PermitField } from '../permit/permit.ts'
import { EachValue } from '../transform/each-value.ts'
import type { Transform } from '../transform/transform.ts'
import { transformOf } from '../transform/transform-of.ts'
import type { Stop } from './chunk-gate.ts'

/** A column of the input with what the permit says of it. */
export interface GateColumn {
  /** Null for a column that is not in the permit, and is dropped because the permit says so. */
  readonly field: PermitField | null
  /** The column stays behind, with its name. */
  readonly isCut: boolean
  /** Null where the cells pass as they are. */
  readonly transform: Transform | null
  /** Something of each value leaves. */
  readonly leaves: boolean
  readonly cleared: ReadonlySet<string>
}

/** Finds the columns of the input in the permit. */
export class ColumnMap {
  readonly columns: GateColumn[] = []
  readonly #permit: Permit
  readonly #fields: ReadonlyMap<string, GateColumn>
  readonly #met = new Set<string>()
  /** Columns whose names were looked at. */
  #named = 0

  constructor(permit: Permit, tokens: (keyId: string) => BatchMac) {
    this.#permit = permit
    const cleared = new Map(permit.watch.cleared.map(({ path, detectors }) => [path, new Set(detectors)]))
    const fields = new Map<string, GateColumn>()
    for (const field of permit.what.fields) {
      if (fields.has(field.path)) {
        throw new PermitError('FEIYU_GATE_FIELD_TWICE', 'two fields of the permit have one path; name each column once')
      }
      const transform = transformOf(field, tokens)
      const isDropped = transform === 'drop'
      fields.set(field.path, {
        field,
        isCut: isDropped,
        transform: isDropped || transform === null ? null : new EachValue(transform),
        leaves: !isDropped && field.action !== 'constant',
        cleared: cleared.get(field.path) ?? new Set(),
      })
    }
    this.#fields = fields
  }

  /** Takes the columns that came since the last call, by their public names; a stop where the permit does not let them in. */
  extend(names: readonly string[]): Stop | null {
    for (let index = this.columns.length; index < names.length; index++) {
      const name = names[index]!
      // A second column of a name is not the one that the permit means.
      const known = this.#met.has(name) ? undefined : this.#fields.get(name)
      if (known === undefined && this.#permit.watch.drift.onNewField !== 'drop') {
        return { code: 'new-field', row: null, column: index + 1, type: null }
      }
      this.#met.add(name)
      this.columns.push(known ?? { field: null, isCut: true, transform: null, leaves: false, cleared: new Set() })
    }
    return null
  }

  /** A stop where the name of a column that leaves does not: it holds a value, or text that nobody can read for certain. */
  unfitName(names: readonly string[], publicNames: readonly string[]): Stop | null {
    const end = Math.min(names.length, this.columns.length)
    for (; this.#named < end; this.#named++) {
      const name = names[this.#named]!
      if (this.columns[this.#named]!.isCut) continue
      const at = { row: null, column: this.#named + 1, type: null }
      if (isUnreadableName(name)) return { code: 'undecodable', ...at }
      if (name !== publicNames[this.#named]) return { code: 'name-holds-value', ...at }
    }
    return null
  }

  /** A stop where a field of the permit never came. */
  missing(): Stop | null {
    for (const [index, { path, type }] of this.#permit.what.fields.entries()) {
      if (!this.#met.has(path)) return { code: 'missing-field', row: null, column: index + 1, type }
    }
    return null
  }
}
