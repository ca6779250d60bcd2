import { type CivilDate, type Digest, shanghaiDate } from '@feiyu/core'
import { BookError } from '../errors.ts'
import type { Account, CountedField, Figures, Persons, SegmentHead } from '../ports/book.ts'
import { addFile, isSame, openingLedger, plus, statedOpening } from './book-count.ts'
import type { BookPlace } from './book-files.ts'
import type { BookState } from './book-state.ts'
import { type FileBook, figuresOf } from './file-book.ts'
import type { Correction, LineDay, Recount } from './journal-records.ts'

/** What is read otherwise than before (tally T10). */
export type Change =
  /** A field's class was raised or lowered, or the scan was wrong about it. `none`: it is not personal after all. */
  | { readonly kind: 'field'; readonly path: string; readonly as: 'ordinary' | 'sensitive' | 'none' }
  /** The same for all fields of a type. */
  | { readonly kind: 'type'; readonly type: string; readonly as: 'ordinary' | 'sensitive' | 'none' }
  /** An exemption was withdrawn (`counted`), or found to hold after all. */
  | { readonly kind: 'account'; readonly from: Account; readonly to: Account }

export interface RecountRequest {
  readonly change: Change
  /** The crossings that are meant; all of the book where it is null. */
  readonly permits: readonly Digest[] | null
  readonly reason: string
  readonly by: readonly string[]
  /** Lines of the law whose day is asked for. */
  readonly lines: readonly { readonly category: keyof Persons; readonly line: number }[]
}

/**
 * Reads the crossings of a book anew, exactly, also those of old months: segments keep what was not empty for each person.
 * Both figures stay in the book. A figure that falls needs two persons and a reason, also the ordinary one when a class is
 * raised: persons who had nothing else in an ordinary field leave it.
 *
 * @throws BookError FEIYU_BOOK_NOTHING_TO_RECOUNT, FEIYU_BOOK_LOWERING, FEIYU_BOOK_UNSIGNED
 */
export async function recount(book: FileBook, request: RecountRequest): Promise<Recount> {
  const by = [...new Set(request.by.map((name) => name.trim()).filter((name) => name !== ''))]
  if (by.length === 0 || request.reason.trim() === '') {
    throw new BookError(
      'FEIYU_BOOK_UNSIGNED',
      'a recount needs a reason and the name of who answers for it; state both',
    )
  }
  return await book.hold(async (state, place) => {
    const corrections = correctionsOf(state, request)
    const openings = openingCorrections(state, request)
    if (corrections.length + openings.length === 0) {
      throw new BookError(
        'FEIYU_BOOK_NOTHING_TO_RECOUNT',
        'no crossing in the book is touched by this recount; look at the fields with `feiyu tally show`',
      )
    }
    const changed = new Map(state.heads)
    for (const { permit, ...change } of corrections) changed.set(permit, { ...changed.get(permit)!, ...change })
    const before = await figuresOf(place, state)
    const anew = withHeads(state, changed)
    anew.readOpenings(openings)
    const after = await figuresOf(place, anew)
    if (by.length < 2 && (isLower(after.upper, before.upper) || isLowerSide(request.change, after, before)))
      throw lowering()
    const daysBefore = await lineDays(place, state, request.lines)
    const daysAfter = await lineDays(place, anew, request.lines)
    const lines = request.lines.map(
      ({ category, line }, index): LineDay => ({
        category,
        line,
        before: daysBefore[index]!,
        after: daysAfter[index]!,
      }),
    )
    const done = { corrections, openings, reason: request.reason, by, before, after, lines }
    await book.change({ kind: 'recount', recount: done }, after.upper)
    return done
  })
}

/** Recounts so far, with the figures that they replaced. */
export function recountsOf(book: FileBook): Promise<readonly { readonly at: string; readonly recount: Recount }[]> {
  return book.hold(async ({ recounts }) => [...recounts])
}

function correctionsOf(state: BookState, { change, permits }: RecountRequest): readonly Correction[] {
  const corrections: Correction[] = []
  for (const [permit, head] of state.heads) {
    if (permits !== null && !permits.includes(permit)) continue
    const corrected = readAnew(head, state.originals.get(permit)!.fields, change)
    if (corrected !== null) corrections.push({ permit, ...corrected })
  }
  return corrections
}

/** The openings with identifiers that the change touches; those of one crossing touch none. */
function openingCorrections(state: BookState, { change, permits }: RecountRequest): Recount['openings'] {
  if (permits !== null) return []
  return state.openings.flatMap(({ identifiers }, index) => {
    const original = state.originalOpenings[index]
    if (identifiers === null || original === null || original === undefined) return []
    const fields = fieldsAnew(identifiers.head.fields, original, change)
    return fields === null ? [] : [{ index, fields }]
  })
}

/** The head as it is read from now on; null where the change does not touch it. */
function readAnew(
  { account, fields }: SegmentHead,
  original: readonly CountedField[],
  change: Change,
): Omit<Correction, 'permit'> | null {
  if (change.kind === 'account') {
    return isSame(account, change.from) && !isSame(account, change.to) ? { account: change.to, fields } : null
  }
  const read = fieldsAnew(fields, original, change)
  return read === null ? null : { account, fields: read }
}

function fieldsAnew(
  fields: readonly CountedField[],
  original: readonly CountedField[],
  change: Change,
): readonly CountedField[] | null {
  if (change.kind === 'account') return null
  let isTouched = false
  const read = original.flatMap((field) => {
    const { path, type, bit } = field
    const now = fields.find((one) => one.path === path && one.type === type && one.bit === bit)
    const isMeant = change.kind === 'field' ? path === change.path : type === change.type
    if (!isMeant) return now === undefined ? [] : [now]
    const wanted = change.as === 'none' ? undefined : { ...field, sensitive: change.as === 'sensitive' }
    if (wanted?.sensitive !== now?.sensitive) isTouched = true
    return wanted === undefined ? [] : [wanted]
  })
  return isTouched ? read : null
}

/** The same book under another reading of its crossings. */
function withHeads(state: BookState, heads: ReadonlyMap<Digest, SegmentHead>): BookState {
  const copy = state.copy()
  for (const [permit, head] of heads) copy.heads.set(permit, head)
  return copy
}

/** The day on which each line was reached, as the crossings were settled one after another. */
async function lineDays(
  place: BookPlace,
  state: BookState,
  lines: RecountRequest['lines'],
): Promise<readonly (CivilDate | null)[]> {
  const days: (CivilDate | null)[] = lines.map(() => null)
  const counted: Account = { kind: 'counted' }
  const ledger = await openingLedger(place, state, counted)
  const stated = statedOpening(state)
  for (const { permit, at, file } of state.settled.values()) {
    const head = state.heads.get(permit)!
    if (file === null || !isSame(head.account, counted)) continue
    await addFile(place, ledger, head, file)
    const persons = plus(stated, ledger.upper())
    for (const [index, { category, line }] of lines.entries()) {
      if (persons[category] >= line) days[index] ??= shanghaiDate(Date.parse(at))
    }
  }
  return days
}

function isLower(one: Persons, other: Persons): boolean {
  return one.ordinary < other.ordinary || one.sensitive < other.sensitive
}

/** Whether the persons of an exempting article become fewer: moving them to the counted account is no lowering. */
function isLowerSide(change: Change, after: Figures, before: Figures): boolean {
  if (change.kind === 'account' && change.to.kind === 'counted') return false
  return Object.entries(before.side).some(([article, persons]) => {
    const now = after.side[article]
    return now === undefined || isLower(now, persons)
  })
}

function lowering(): BookError {
  return new BookError(
    'FEIYU_BOOK_LOWERING',
    'the recount would lower a figure; that needs two persons who answer for it, so name both',
  )
}
