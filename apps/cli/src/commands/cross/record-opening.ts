import { addOpening, type Persons } from '@feiyu/gate'
import type { Prepared } from './prepared.ts'

/** A crossing with what was written into the book on the way. */
export interface Opened {
  readonly prepared: Prepared
  /** Null where the book had it, or nobody stated it. */
  readonly opening: Persons | null
}

/**
 * The exports of this year outside Feiyu, once somebody stated them beside a crossing that may go ahead: from now on the
 * book knows, and nobody is asked again (tally T8).
 */
export async function recordOpening(prepared: Prepared): Promise<Opened> {
  const { file, book } = prepared
  const { tally } = file.said
  const { ordinary, sensitive } = file.said.opening
  if (book === null || tally === null || tally.isOpened || ordinary === null || sensitive === null) {
    return { prepared, opening: null }
  }
  const opening = { ordinary: ordinary.persons, sensitive: sensitive.persons }
  // Where it came from, in the words of the sheet of facts; it is sealed in the book with who said it.
  const source = `${ordinary.from} ${ordinary.on}, ${sensitive.from} ${sensitive.on}`
  await addOpening(book.file, { kind: 'number', persons: opening, source, by: ordinary.by })
  await book.tell()
  const { figures } = tally
  const known = {
    ...tally,
    isOpened: true,
    upper: sum(tally.upper, opening),
    figures: { ...figures, opening, upper: sum(figures.upper, opening) },
  }
  return { prepared: { ...prepared, file: { ...file, said: { ...file.said, tally: known } } }, opening }
}

/** They were stated as other persons than all in the book. */
function sum(left: Persons, right: Persons): Persons {
  return { ordinary: left.ordinary + right.ordinary, sensitive: left.sensitive + right.sensitive }
}
