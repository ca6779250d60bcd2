import type { Digest } from '@feiyu/core'
import type { Account, Persons, SegmentHead } from '../ports/book.ts'
import { type BookPlace, readOpenSegment, readPersonsFile } from './book-files.ts'
import type { BookState } from './book-state.ts'
import type { PersonsFile } from './journal-records.ts'
import { PersonLedger } from './person-ledger.ts'
import type { PersonsVisitor } from './persons-format.ts'
import { flagsOf, type Reading, readingOf } from './reading.ts'

export const nobody: Persons = { ordinary: 0, sensitive: 0 }

/** An account of a book counted: what is settled, what a crossing adds, and all together. */
export interface AccountCount {
  /** Persons of the opening balance. */
  readonly opening: Persons
  /** Settled persons that are not of the opening balance. */
  readonly settled: Persons
  /** No more than are settled, those of the opening balance among them. */
  readonly lower: Persons
  /** Persons that the crossing in question adds to them. */
  readonly added: Persons
  /** Opening, settled and added, with all that is reserved besides. */
  readonly upper: Persons
}

/** What is counted besides the settled crossings of an account. */
export interface CountOptions {
  /** The crossing in question. */
  readonly add?: (ledger: PersonLedger) => Promise<void> | void
  /** Its new persons, where they are known as a number only. */
  readonly most?: Persons | undefined
  /** A reservation that is left out: that of the crossing in question. */
  readonly without?: Digest
}

/** A ledger's visitor for the persons of one crossing. */
export function into(ledger: PersonLedger, reading: Reading): PersonsVisitor {
  return {
    person: (words, at, kind, bitsLo, bitsHi) => ledger.add(words, at, kind, flagsOf(bitsLo, bitsHi, reading)),
    link: (words, at, kind, ownerAt, ownerKind) => ledger.link(words, at, kind, ownerAt, ownerKind, reading.own[kind]!),
    keyless: (bitsLo, bitsHi, rows) => ledger.addKeyless(flagsOf(bitsLo, bitsHi, reading), rows),
  }
}

/** The settled persons of an account, those of the opening balance among them, as they were after `position` changes. */
export async function settledLedger(
  place: BookPlace,
  state: BookState,
  account: Account,
  position: number = Number.POSITIVE_INFINITY,
): Promise<PersonLedger> {
  const ledger = await openingLedger(place, state, account)
  await addSettled(place, state, ledger, account, position)
  return ledger
}

/** The persons of the settled crossings of an account alone, whether or not an opening balance has them too. */
export async function crossedPersons(place: BookPlace, state: BookState, account: Account): Promise<Persons> {
  const ledger = new PersonLedger()
  await addSettled(place, state, ledger, account, Number.POSITIVE_INFINITY)
  return ledger.upper()
}

async function addSettled(
  place: BookPlace,
  state: BookState,
  ledger: PersonLedger,
  account: Account,
  position: number,
): Promise<void> {
  for (const crossing of state.settled.values()) {
    if (crossing.position > position || crossing.file === null) continue
    const head = state.heads.get(crossing.permit)!
    if (isSame(head.account, account)) await addFile(place, ledger, head, crossing.file)
  }
}

/**
 * Counts an account. Reserved persons are counted twice over, and the higher figure is taken: as one union with all that
 * is settled, and as the sum of the headrooms, of which no two permits share any (tally T6).
 */
export async function countAccount(
  place: BookPlace,
  state: BookState,
  account: Account,
  options: CountOptions = {},
): Promise<AccountCount> {
  const identified = (await openingLedger(place, state, account)).upper()
  const ledger = await settledLedger(place, state, account)
  const settled = ledger.upper()
  const lower = ledger.lower()
  await options.add?.(ledger)
  const added = options.most ?? atLeastZero(minus(ledger.upper(), settled))
  let sum = plus(settled, added)
  for (const [permit, { headroom, file }] of state.held) {
    const head = state.heads.get(permit)!
    if (permit === options.without || !isSame(head.account, account)) continue
    sum = plus(sum, headroom)
    // What the whole input holds covers what was admitted of it; rows without a key would count twice.
    if (file !== null) await addFile(place, ledger, head, file)
    else await readOpenSegment(place, permit, into(ledger, readingOf(head.fields)))
  }
  const stated = account.kind === 'counted' ? statedOpening(state) : nobody
  return {
    opening: plus(stated, identified),
    settled: minus(settled, identified),
    lower: larger(lower, stated),
    added,
    upper: plus(stated, larger(ledger.upper(), sum)),
  }
}

/** Every account that a book knows; the counted one first. */
export function accountsOf(state: BookState): readonly Account[] {
  const articles = new Set<string>()
  for (const { account } of state.heads.values()) if (account.kind === 'side') articles.add(account.article)
  return [{ kind: 'counted' }, ...[...articles].sort().map((article): Account => ({ kind: 'side', article }))]
}

/** Whether two accounts are one. */
export function isSame(one: Account, other: Account): boolean {
  return one.kind === 'side' ? other.kind === 'side' && one.article === other.article : other.kind === 'counted'
}

export async function addFile(
  place: BookPlace,
  ledger: PersonLedger,
  { fields }: Pick<SegmentHead, 'fields'>,
  file: PersonsFile,
): Promise<void> {
  await readPersonsFile(place, file, into(ledger, readingOf(fields)))
}

/** Adds the persons of the chosen crossings: settled, reserved, or on their way. */
export async function addCrossings(
  place: BookPlace,
  state: BookState,
  ledger: PersonLedger,
  isChosen: (head: SegmentHead) => boolean,
): Promise<void> {
  for (const [permit, head] of state.heads) {
    if (!isChosen(head)) continue
    const file = state.settled.get(permit)?.file ?? state.held.get(permit)?.file ?? null
    if (file !== null) await addFile(place, ledger, head, file)
    else if (state.held.has(permit)) await readOpenSegment(place, permit, into(ledger, readingOf(head.fields)))
  }
}

/** The persons of the opening balance of whom identifiers are known: they count towards the lines of the law. */
export async function openingLedger(place: BookPlace, state: BookState, account: Account): Promise<PersonLedger> {
  const ledger = new PersonLedger()
  if (account.kind !== 'counted') return ledger
  for (const { identifiers } of state.openings) {
    if (identifiers !== null) await addFile(place, ledger, identifiers.head, identifiers.file)
  }
  return ledger
}

/** Persons of the opening balance of whom only the number is known. */
export function statedOpening(state: BookState): Persons {
  let sum = nobody
  for (const { identifiers, persons } of state.openings) if (identifiers === null) sum = plus(sum, persons)
  return sum
}

export function plus(one: Persons, other: Persons): Persons {
  return { ordinary: one.ordinary + other.ordinary, sensitive: one.sensitive + other.sensitive }
}

export function minus(one: Persons, other: Persons): Persons {
  return { ordinary: one.ordinary - other.ordinary, sensitive: one.sensitive - other.sensitive }
}

export function larger(one: Persons, other: Persons): Persons {
  return { ordinary: Math.max(one.ordinary, other.ordinary), sensitive: Math.max(one.sensitive, other.sensitive) }
}

export function atLeastZero(persons: Persons): Persons {
  return larger(persons, nobody)
}
