import { addOpening, type Persons } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import type { HandlerBook } from '../../home/handler-book.ts'
import type { Messages } from '../../i18n/messages.ts'
import type { JudgedPart } from '../check/judge-file.ts'
import type { Said } from '../check/said.ts'
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
export async function recordOpening({ say }: Pick<Context, 'say'>, prepared: Prepared): Promise<Opened> {
  const { file, books } = prepared
  let recorded: Persons | null = null
  const parts: JudgedPart[] = []
  for (const [index, part] of file.parts.entries()) {
    const opened = await openPart(say, part, books[index])
    recorded = opened?.opening ?? recorded
    parts.push(opened === null ? part : { ...part, said: opened.said })
  }
  const strictest = parts[file.parts.findIndex(({ said }) => said === file.said)]
  return { prepared: { ...prepared, file: { ...file, parts, said: strictest?.said ?? file.said } }, opening: recorded }
}

/** Null where the book had it, or nobody stated it: of the others of a group nobody can have. */
async function openPart(
  say: Messages,
  { said }: JudgedPart,
  book: HandlerBook | undefined,
): Promise<{ readonly opening: Persons; readonly said: Said } | null> {
  const { tally } = said
  const { ordinary, sensitive } = said.opening
  if (book === undefined || tally === null || tally.isOpened || ordinary === null || sensitive === null) return null
  const opening = { ordinary: ordinary.persons, sensitive: sensitive.persons }
  // Where it came from, in the words of whoever said it; it is sealed in the book with their name.
  const sources = [ordinary, sensitive].map(({ from, on }) => `${say.check.sources[from]} ${on}`)
  const source = [...new Set(sources)].join(say.terms.listComma)
  await addOpening(book.file, { kind: 'number', persons: opening, source, by: ordinary.by })
  await book.tell()
  const { figures } = tally
  const known = {
    ...tally,
    isOpened: true,
    upper: sum(tally.upper, opening),
    figures: { ...figures, opening, upper: sum(figures.upper, opening) },
  }
  return { opening, said: { ...said, tally: known } }
}

/** They were stated as other persons than all in the book. */
function sum(left: Persons, right: Persons): Persons {
  return { ordinary: left.ordinary + right.ordinary, sensitive: left.sensitive + right.sensitive }
}
