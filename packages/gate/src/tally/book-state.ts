import { createHash } from 'node:crypto'
import { type CivilDate, canonicalJson, type Digest } from '@feiyu/core'
import type { Persons, SegmentHead } from '../ports/book.ts'
import type { JournalRecord, Opening, PersonsFile, Recount, TakenOpening, TakenOver } from './journal-records.ts'

/** Headroom that a permit holds. */
export interface Held {
  readonly headroom: Persons
  readonly file: PersonsFile | null
  /** Changes before the reservation: what its persons were new to. */
  readonly position: number
}

/** A crossing whose persons stay. */
export interface Settled {
  readonly permit: Digest
  readonly at: string
  readonly newPersons: Persons
  readonly file: PersonsFile | null
  readonly position: number
}

/** A change of the book as the log hears of it. `position` counts changes from 1. */
export interface Change {
  readonly position: number
  readonly cause: 'opened' | 'reserved' | 'settled' | 'opening-balance' | 'recount' | 'closed'
  readonly root: Digest
  readonly segments: number
  readonly upper: Persons
  readonly permit: Digest | null
}

/** A handler whose book was taken over, and who answers for it. */
export interface Predecessor {
  readonly uscc: string
  readonly date: CivilDate
  readonly reason: string
  readonly by: string
}

/** What the records of a journal add up to. */
export class BookState {
  readonly held = new Map<Digest, Held>()
  /** Crossings that ended, also those of which nothing is left. */
  readonly settled = new Map<Digest, Settled>()
  /** How each crossing is read now, after recounts. */
  readonly heads = new Map<Digest, SegmentHead>()
  /** How it was read when it was reserved: every field that has a bit. */
  readonly originals = new Map<Digest, SegmentHead>()
  readonly openings: Opening[] = []
  /** By opening, the fields of its identifiers as they were read at first. */
  readonly originalOpenings: (SegmentHead['fields'] | null)[] = []
  /** Books that were taken over: their persons are told apart under another key. */
  readonly predecessors = new Map<Digest, Predecessor>()
  readonly recounts: { readonly at: string; readonly recount: Recount }[] = []
  readonly changes: Change[] = []
  /** Bits of the keys of its persons, as the book was made; undefined in one that does not say. */
  keyBits: number | undefined
  closed: Extract<JournalRecord, { kind: 'closed' }> | null = null
  /** The newest change that the log is known to have, and where. */
  logged: { readonly position: number; readonly index: number } = { position: 0, index: -1 }

  /** Root over all changes: each covers the one before, and the files that its record names. */
  get root(): Digest {
    return this.changes.at(-1)?.root ?? emptyRoot
  }

  get segments(): number {
    return this.changes.at(-1)?.segments ?? 0
  }

  apply(record: JournalRecord): void {
    if (record.kind === 'logged') {
      this.logged = { position: record.position, index: record.index }
      return
    }
    const position = this.changes.length + 1
    let segments = this.segments
    let permit: Digest | null = null
    switch (record.kind) {
      case 'made':
        this.keyBits = record.keyBits
        break
      case 'reserved':
        permit = record.head.permit
        this.heads.set(permit, record.head)
        this.originals.set(permit, record.head)
        this.held.set(permit, { headroom: record.headroom, file: record.file, position: position - 1 })
        break
      case 'settled':
        permit = record.permit
        this.held.delete(permit)
        this.settled.set(permit, { ...record, position })
        if (record.file !== null) segments++
        break
      case 'opening':
        this.#open(record.opening, record.opening.identifiers?.head.fields ?? null)
        break
      case 'recount':
        this.recounts.push(record)
        for (const { permit: corrected, ...change } of record.recount.corrections) {
          this.heads.set(corrected, { ...this.heads.get(corrected)!, ...change })
        }
        this.readOpenings(record.recount.openings)
        break
      case 'succession':
        this.predecessors.set(record.from.book, { ...record.from, reason: record.reason, by: record.by })
        for (const { head, original, file, at } of record.crossings) {
          this.heads.set(head.permit, head)
          this.originals.set(head.permit, original)
          this.settled.set(head.permit, { permit: head.permit, at, newPersons: none, file, position })
        }
        segments += record.crossings.filter(({ file }) => file !== null).length
        for (const { opening, original } of record.openings) this.#open(opening, original)
        break
      case 'closed':
        this.closed = record
        break
      default:
        record satisfies never
    }
    const root = rootAfter(this.root, record)
    this.changes.push({ position, cause: causes[record.kind], root, segments, upper: record.upper, permit })
  }

  /** Reads the identifiers of openings otherwise from now on. */
  readOpenings(corrections: Recount['openings']): void {
    for (const { index, fields } of corrections) {
      const { identifiers, ...opening } = this.openings[index]!
      if (identifiers === null) continue
      const head = { ...identifiers.head, fields }
      this.openings[index] = { ...opening, identifiers: { ...identifiers, head } }
    }
  }

  /** The same state, to be read otherwise. */
  copy(): BookState {
    const copy = new BookState()
    copy.keyBits = this.keyBits
    for (const [permit, held] of this.held) copy.held.set(permit, held)
    for (const [permit, settled] of this.settled) copy.settled.set(permit, settled)
    for (const [permit, head] of this.heads) copy.heads.set(permit, head)
    for (const [permit, head] of this.originals) copy.originals.set(permit, head)
    copy.openings.push(...this.openings)
    copy.originalOpenings.push(...this.originalOpenings)
    copy.changes.push(...this.changes)
    return copy
  }

  /** The openings that go over to a successor. */
  takenOpenings(): readonly TakenOpening[] {
    return this.openings.map((opening, index) => ({ opening, original: this.originalOpenings[index]! }))
  }

  /** The crossings that may be taken over by a successor. */
  crossings(): readonly TakenOver[] {
    return [...this.settled.values()].map(({ permit, file, at }) => ({
      head: this.heads.get(permit)!,
      original: this.originals.get(permit)!,
      file,
      at,
    }))
  }

  #open(opening: Opening, original: SegmentHead['fields'] | null): void {
    this.openings.push(opening)
    this.originalOpenings.push(original)
  }
}

const none: Persons = { ordinary: 0, sensitive: 0 }
const emptyRoot: Digest = `sha256:${'0'.repeat(64)}`
const causes = {
  made: 'opened',
  reserved: 'reserved',
  settled: 'settled',
  opening: 'opening-balance',
  recount: 'recount',
  succession: 'opening-balance',
  closed: 'closed',
} as const

function rootAfter(before: Digest, record: JournalRecord): Digest {
  return `sha256:${createHash('sha256').update(before).update('\n').update(canonicalJson(record)).digest('hex')}`
}
