import type { Column } from '../columns/column.ts'
import type { ColumnPlan } from '../columns/column-plan.ts'
import { isBeside } from '../columns/party.ts'
import type { KeySlot } from '../subjects/key-slot.ts'
import { noKey } from '../subjects/key-type.ts'
import { minorBit } from '../subjects/person-count.ts'
import type { RowParty } from '../subjects/row-keys.ts'
import { type BitPair, isShared } from './column-bits.ts'

interface OpenParty extends RowParty {
  maskLo: number
  maskHi: number
  readonly slots: KeySlot[]
}

/**
 * Who the columns of a row are about: the person of the row, and those beside it (recipients, contacts, relatives, the
 * other side of a trade), who are never taken for that person.
 */
export class Parties {
  readonly #own: OpenParty = { maskLo: -1, maskHi: -1, slots: [], isRow: true }
  readonly #others = new Map<string, OpenParty>()
  /** The word for the person of the row; null where its columns say none. */
  readonly #ownWord: string | null
  /** A word that may as well mean the person of the row: the only one in the table that is not a word for others. */
  readonly #onlyWord: string | null

  /** Words of those whom some column names or reaches; an address alone (收货地址) is the row's person's. */
  readonly #named: ReadonlySet<string | null>

  /**
   * @param telling the columns that name persons or hold keys of them
   * @param subject the one that the caller named as the person's, if any
   */
  constructor(telling: readonly Column[], plans: readonly ColumnPlan[], subject: Column | undefined) {
    const keyed = telling.filter(({ index }) => holdsKeys(plans[index]!))
    this.#named = new Set(telling.map(({ name }) => name.party))
    this.#ownWord = subject === undefined ? ownWord(keyed, plans) : subject.name.party
    this.#onlyWord = this.#ownWord === null ? onlyWord(telling, plans) : null
  }

  get list(): readonly RowParty[] {
    return [this.#own, ...this.#others.values()]
  }

  /** The party of a column; null for the person of the row. */
  wordOf(column: Column, isPersonal: boolean): string | null {
    const { party } = column.name
    const isOwn = party === this.#ownWord || party === this.#onlyWord
    return !isPersonal || isOwn || !this.#named.has(party) ? null : party
  }

  add(word: string | null, bits: BitPair, slot: KeySlot | null): void {
    const party = word === null ? this.#own : this.#other(word)
    if (slot !== null) {
      const { isSubject, least } = slot.options
      const place = isSubject ? 0 : party.slots.findIndex(({ options }) => !options.isSubject && options.least > least)
      party.slots.splice(place < 0 ? party.slots.length : place, 0, slot)
    }
    if (word === null) return
    party.maskLo |= bits.filled.lo
    party.maskHi |= bits.filled.hi
    if (isShared(bits)) return
    this.#own.maskLo &= ~bits.filled.lo
    this.#own.maskHi &= ~bits.filled.hi
  }

  #other(word: string): OpenParty {
    const known = this.#others.get(word)
    if (known !== undefined) return known
    const party: OpenParty = { maskLo: 0, maskHi: minorBit, slots: [], isRow: false }
    this.#others.set(word, party)
    return party
  }
}

/** Word of the strongest key; a key without a word, or one whose word is not for others, goes first. */
function ownWord(keyed: readonly Column[], plans: readonly ColumnPlan[]): string | null {
  if (keyed.some(({ name }) => name.party === null)) return null
  const strongest = [...keyed].sort(
    (left, right) =>
      Number(isBeside(left.name.party ?? '')) - Number(isBeside(right.name.party ?? '')) ||
      plans[left.index]!.key - plans[right.index]!.key ||
      left.index - right.index,
  )
  return strongest[0]?.name.party ?? null
}

/**
 * The only word in the table that is not one for others, if what it says of its person (name, phone) is said of nobody
 * else: `司机` beside a phone without a word is whose phone it is, beside a name without a word another person.
 */
function onlyWord(telling: readonly Column[], plans: readonly ColumnPlan[]): string | null {
  const free = telling.filter(({ name: { party } }) => party !== null && !isBeside(party))
  const word = free[0]?.name.party ?? null
  const said = new Set(telling.filter(({ name }) => name.party === null).map(({ index }) => plans[index]!.type.type))
  const isOnly = free.every(({ name, index }) => name.party === word && !said.has(plans[index]!.type.type))
  return isOnly ? word : null
}

/** Whether a column's cells may be keys. */
export function holdsKeys(plan: ColumnPlan): boolean {
  return plan.key !== noKey
}

/** Whether a column names a person or holds keys of persons. */
export function tellsPerson(plan: ColumnPlan): boolean {
  return holdsKeys(plan) || plan.type.type === 'person_name'
}
