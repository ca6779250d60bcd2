import type { Digest } from '@feiyu/core'
import { isOfRegister, keyKindsOf, keyTypes, type PersonBatch } from '@feiyu/scan'
import type { CountedField, Persons, SegmentHead } from '../ports/book.ts'
import { keyBits } from './batch-mac.ts'
import { addCrossings, into, settledLedger, statedOpening } from './book-count.ts'
import type { BookPlace } from './book-files.ts'
import type { BookState, Predecessor } from './book-state.ts'
import type { FileBook } from './file-book.ts'
import { type KindCount, PersonLedger } from './person-ledger.ts'
import { visitBatch } from './persons-format.ts'
import { readingOf } from './reading.ts'
import { scopeOf } from './registers.ts'

/** Distinct persons of the crossings that have something in common. */
export interface View {
  readonly name: string
  readonly persons: Persons
}

/** A book from other sides than the law's lines (tally T4). */
export interface BookViews {
  /** Counted and side accounts together, settled or not. */
  readonly recipients: readonly View[]
  readonly scenarios: readonly View[]
  /** Settled persons of the counted account by kind of key. */
  readonly kinds: readonly KindCount[]
  readonly keyless: Persons
  /** What crossed of persons, as it counts now. */
  readonly fields: readonly Omit<CountedField, 'bit'>[]
  /** Crossings and openings whose account numbers are compared with no others, because nobody named their system (T2). */
  readonly alone: number
  /**
   * `exact` where all persons have a key of one kind, in one register where the kind has registers, and none is a number
   * from outside or a predecessor's; an upper bound otherwise, because keys of two kinds or registers that no row connects
   * may be one person's (tally T9).
   */
  readonly precision: 'none' | 'exact' | 'upper-bound'
  /** Handlers whose books this one took over (tally T12). */
  readonly predecessors: readonly Predecessor[]
  /** Nothing is added any more; null while the book is open. */
  readonly closed: { readonly successor: string | null } | null
  /** Bits of the keys by which persons are told apart. */
  readonly keyBits: number
}

/** The views of a book. */
export function viewsOf(book: FileBook): Promise<BookViews> {
  return book.hold(async (state, place) => {
    const { kinds, keyless } = (await settledLedger(place, state, { kind: 'counted' })).byKind()
    const stated = statedOpening(state)
    const others = stated.ordinary + stated.sensitive + keyless.ordinary + keyless.sensitive + state.predecessors.size
    const heads = numberedHeads(state)
    const isExact = kinds.length === 1 && others === 0 && new Set(heads.map(registersOf)).size <= 1
    return {
      recipients: await viewsBy(place, state, ({ recipient }) => recipient),
      scenarios: await viewsBy(place, state, ({ scenario }) => scenario),
      kinds,
      keyless,
      fields: fieldsOf(state),
      alone: heads.filter(({ registers }) => registers.kind === 'alone').length,
      precision: kinds.length + others === 0 ? 'none' : isExact ? 'exact' : 'upper-bound',
      predecessors: [...state.predecessors.values()].map(({ uscc, date, reason, by }) => ({ uscc, date, reason, by })),
      closed: state.closed === null ? null : { successor: state.closed.successor },
      keyBits,
    }
  })
}

/**
 * The tally of a mechanism over its validity (tally T1): distinct persons of all crossings under it in the books of a
 * handler, whatever their year, and of a file that would cross as well. Persons are told apart under one key in all years, so the union is as exact as a year's.
 */
export async function mechanismPersons(
  books: readonly FileBook[],
  mechanism: Digest,
  also: { readonly persons: PersonBatch; readonly fields: SegmentHead['fields'] } | null = null,
): Promise<Persons> {
  const ledger = new PersonLedger()
  for (const book of books) {
    await book.hold((state, place) => addCrossings(place, state, ledger, (head) => head.mechanism === mechanism))
  }
  if (also !== null) visitBatch(also.persons, into(ledger, readingOf(also.fields)))
  return ledger.upper()
}

type Numbered = Pick<SegmentHead, 'fields' | 'registers'>

/** What is in the book and holds numbers that mean a person in one register alone. */
function numberedHeads(state: BookState): readonly Numbered[] {
  const crossed = [...state.heads].flatMap(([permit, head]) =>
    state.held.has(permit) || (state.settled.get(permit)?.file ?? null) !== null ? [head] : [],
  )
  const imported = state.openings.flatMap(({ identifiers }) => (identifiers === null ? [] : [identifiers.head]))
  return [...crossed, ...imported].filter((head: Numbered) => numberedPaths(head).length > 0)
}

/** Which registers they are: of which system, and in which columns. */
function registersOf(head: Numbered): string {
  return JSON.stringify([scopeOf(head.registers), numberedPaths(head)])
}

function numberedPaths({ fields }: Numbered): readonly string[] {
  const isNumbered = (type: string) => keyTypes.some((_, kind) => isOfRegister(kind) && keyKindsOf(type) & (1 << kind))
  return fields.flatMap(({ path, type }) => (isNumbered(type) ? [path] : [])).sort()
}

function fieldsOf(state: BookState): BookViews['fields'] {
  const fields = new Map<string, BookViews['fields'][number]>()
  for (const head of state.heads.values()) {
    for (const { path, type, sensitive } of head.fields) {
      fields.set(JSON.stringify([path, type, sensitive]), { path, type, sensitive })
    }
  }
  return [...fields.values()]
}

async function viewsBy(
  place: BookPlace,
  state: BookState,
  nameOf: (head: SegmentHead) => string | null,
): Promise<readonly View[]> {
  const names = new Set([...state.heads.values()].map(nameOf).filter((name) => name !== null))
  const views: View[] = []
  for (const name of [...names].sort()) {
    const ledger = new PersonLedger()
    await addCrossings(place, state, ledger, (head) => nameOf(head) === name)
    const persons = ledger.upper()
    if (persons.ordinary + persons.sensitive > 0) views.push({ name, persons })
  }
  return views
}
