import type { Digest } from '@feiyu/core'
import { type EntryBody, instantOf } from '@feiyu/evidence'
import type { PersonBatch } from '@feiyu/scan'
import type { Persons } from '../ports/book.ts'
import type { Withdrawn } from '../ports/sink.ts'
import type { Source } from '../ports/source.ts'
import type { CrossingContext } from './crossing-context.ts'
import type { CrossingFigures } from './figures.ts'
import { nobody } from './meter.ts'
import { chunkRoot, type OutputDigest } from './output-digest.ts'

/** What an outcome is made of. */
export interface OutcomeParts {
  readonly permit: Digest
  readonly source: Source
  /** Persons of the whole input as they were counted before the permit: no fewer than there are. */
  readonly persons: number
  readonly figures: CrossingFigures
  readonly context: Pick<CrossingContext, 'gateway' | 'clockName'>
}

/** What the log will say of a crossing that left whole, at this moment. */
export function completedOutcome(
  parts: OutcomeParts,
  { digest, newPersons, now }: { readonly digest: OutputDigest; readonly newPersons: Persons; readonly now: number },
): EntryBody<'outcome'> {
  const { figures } = parts
  const { firstRelease, bytesReleased: bytes, rowsReleased: rows } = figures
  return {
    ...common(parts),
    end: 'completed',
    released: { ...digest.end(), bytes, rows, persons: figures.persons },
    newPersons,
    ...(firstRelease === undefined
      ? {}
      : { firstRelease: instantOf(firstRelease), lastRelease: instantOf(Math.max(now, firstRelease)) }),
  }
}

/**
 * What the log will say of a crossing that was stopped: nothing left, and nobody counts. Where what was written could not
 * be taken back, all that was handed to the destination stands as released, and its persons count.
 */
export function stoppedOutcome(parts: OutcomeParts, { stop, left, newPersons }: StoppedParts): EntryBody<'outcome'> {
  const { bytesReleased: bytes, rowsReleased: rows } = parts.figures
  const ended = { ...common(parts), end: 'stopped', stop } as const
  if (left === 'nothing') return { ...ended, released: { bytes: 0, rows: 0 }, newPersons: nobody }
  return { ...ended, released: { bytes, rows }, newPersons }
}

/** How a crossing was stopped, and what is left of it at the destination. */
interface StoppedParts {
  readonly stop: NonNullable<EntryBody<'outcome'>['stop']>
  readonly left: Withdrawn
  /** Who stays counted. */
  readonly newPersons: Persons
}

/**
 * Whether a crossing that did not complete may have left all the same: its destination could not say any more. Its persons
 * stay counted.
 */
export function mayHaveLeft({ end, released }: Pick<EntryBody<'outcome'>, 'end' | 'released'>): boolean {
  return end !== 'completed' && released.bytes > 0
}

function common({ permit, source, persons, figures, context }: OutcomeParts) {
  return {
    permit,
    read: {
      ...(source.digest === null ? {} : { digest: source.digest }),
      ...(source.chunkHashes === null ? {} : { chunks: chunkRoot(source.chunkHashes) }),
      bytes: source.progress.bytesRead,
      rows: figures.rowsRead,
      persons,
    },
    ...figures.counts(),
    gateway: context.gateway,
    clock: context.clockName,
  }
}

/** Persons of a batch that holds a whole input, each row without a key one of them. */
export function personsIn({ count, keyless }: PersonBatch): number {
  return keyless.reduce((sum, { rows }) => sum + rows, count)
}
