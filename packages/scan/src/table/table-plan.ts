import type { ClassTable } from '@feiyu/core'
import type { Column } from '../columns/column.ts'
import { type ColumnPlan, planColumn } from '../columns/column-plan.ts'
import { isAboutPersons } from '../columns/table-context.ts'
import type { ColumnType } from '../columns/typing.ts'
import { KeySlot } from '../subjects/key-slot.ts'
import { accountKey, deviceKey, otherAccountKey, plateKey } from '../subjects/key-type.ts'
import type { ColumnBits } from '../subjects/person-count.ts'
import type { RowParty } from '../subjects/row-keys.ts'
import { BitShares } from './column-bits.ts'
import type { ReaderRole } from './column-reader.ts'
import { holdsKeys, Parties, tellsPerson } from './parties.ts'

/**
 * How a table is read: what its columns are, whose values they hold, which of them are keys of persons. Made from the
 * columns that have values in the first rows; a column that fills later is planned by its name, whenever it comes, so
 * that the plan does not depend on how the rows were cut into batches.
 */
export class TablePlan {
  readonly plans: ColumnPlan[] = []
  readonly roles: ReaderRole[] = []
  readonly #classes: ClassTable
  readonly #subject: string | undefined
  /** Types of the columns that have values in the first rows. */
  readonly #filledTypes: readonly ColumnType[]
  readonly #hasPersons: boolean
  readonly #bits = new BitShares()
  readonly #parties: Parties
  readonly #registers = new Map<string, number>()
  readonly #nameColumn: number

  /** @param subject name of the column that the caller says is the person's */
  constructor(columns: readonly Column[], classes: ClassTable, subject: string | undefined) {
    this.#classes = classes
    this.#subject = subject
    const filled = columns.filter(({ evidence }) => evidence.values > 0)
    for (const column of filled) this.plans[column.index] = planColumn(column, column.rawName === subject)
    this.#filledTypes = filled.map(({ index }) => this.plans[index]!.type)
    this.#hasPersons = subject !== undefined || isAboutPersons(this.#filledTypes)
    const telling = filled.filter(({ index }) => this.#hasPersons && tellsPerson(this.plans[index]!))
    this.#parties = new Parties(
      telling,
      this.plans,
      columns.find(({ rawName }) => rawName === subject),
    )
    const named = filled.find(
      (column) => this.plans[column.index]!.type.type === 'person_name' && this.#parties.wordOf(column, true) === null,
    )
    this.#nameColumn = named?.index ?? -1
    for (const column of filled) if (this.#isPersonal(column)) this.#place(column)
    for (const column of filled) if (!this.#isPersonal(column)) this.#place(column)
    for (const column of columns) if (column.evidence.values === 0) this.add(column)
  }

  get parties(): readonly RowParty[] {
    return this.#parties.list
  }

  /** More columns than bits: some share one, so that counts for a part of them are upper bounds. */
  get isGrouped(): boolean {
    return this.#bits.isGrouped
  }

  /** Plans a column without values in the first rows. */
  add(column: Column): void {
    this.plans[column.index] = planColumn(column, column.rawName === this.#subject)
    this.#place(column)
  }

  /** By kind of key, the bits of the columns that hold it. */
  bitsOfKeys(kinds: number): ColumnBits[] {
    const bits = Array.from({ length: kinds }, () => ({ lo: 0, hi: 0 }))
    for (const [index, { filled, slot }] of this.roles.entries()) {
      if (slot === null) continue
      const { key, accepts } = this.plans[index]!
      for (let kind = 0; kind < kinds; kind++) {
        const isOwn = kind === key || (key === accountKey && kind === otherAccountKey)
        if (!isOwn && (accepts & (1 << kind)) === 0) continue
        bits[kind]!.lo |= filled.lo
        bits[kind]!.hi |= filled.hi
      }
    }
    return bits
  }

  #place(column: Column): void {
    const { index } = column
    const plan = this.plans[index]!
    const isPersonal = this.#isPersonal(column)
    const pair = this.#bits.give(isPersonal)
    const word = this.#parties.wordOf(column, isPersonal)
    const isThing = plan.key === plateKey || plan.key === deviceKey
    const slot = new KeySlot({
      bits: pair.filled,
      least: leastKey(plan),
      isSubject: column.rawName === this.#subject,
      isStrong: plan.isStrong,
      isThing,
      register: this.#registerOf(column, plan),
    })
    const isKeyed = isPersonal && holdsKeys(plan)
    this.roles[index] = {
      ...pair,
      slot: isKeyed ? slot : null,
      nameColumn: isThing && word === null ? this.#nameColumn : -1,
    }
    this.#parties.add(word, pair, isKeyed ? slot : null)
  }

  /** Whether the column says something of a person: by the class table, in a table about persons or one that is not. */
  #isPersonal({ index, rawName }: Column): boolean {
    if (rawName === this.#subject) return true
    const { type } = this.plans[index]!
    const hasPersons = this.#hasPersons || isAboutPersons([...this.#filledTypes, type])
    const row = this.#classes.types[type.type]
    const category = hasPersons ? row?.person : row?.object
    return category !== 'business' && (hasPersons || category !== 'credential')
  }

  /** Registers of account numbers by name: numbers of two registers are never compared. The first has number 0. */
  #registerOf(column: Column, plan: ColumnPlan): number {
    if (plan.wholeKey !== 'text') return 0
    const number = this.#registers.get(column.name.register) ?? this.#registers.size
    this.#registers.set(column.name.register, number)
    return number
  }
}

/** Strongest kind of key that the column may hold. */
function leastKey({ key, accepts }: ColumnPlan): number {
  return accepts === 0 ? key : Math.min(key, 31 - Math.clz32(accepts & -accepts))
}
