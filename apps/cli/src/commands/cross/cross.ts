import type { FileHandle } from 'node:fs/promises'
import process from 'node:process'
import type { Context } from '../../context.ts'
import type { ExitCode } from '../../exit-code.ts'
import type { HandlerBook } from '../../home/handler-book.ts'
import { openHome } from '../../home/open-home.ts'
import { recoverHome } from '../../home/recover.ts'
import type { FlagValues } from '../../options/flag.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { readLegalPersons } from '../../scanning/legal-persons.ts'
import { appendRecords } from '../append-records.ts'
import { readColumnChanges } from '../check/read-column-changes.ts'
import { readStated, type Stated } from '../check/stated.ts'
import type { crossFlags } from './cross.flags.ts'
import { reportCrossing } from './cross-report.ts'
import { openInput } from './input-file.ts'
import { openOutbox } from './out-folder.ts'
import { prepare } from './prepare.ts'
import { recordOpening } from './record-opening.ts'
import { refuse, refuseLine } from './refuse.ts'
import { release } from './release.ts'

/**
 * Judges one file and lets it cross if it may: opened once, scanned, decided, counted, permitted, read again through the
 * gate, and proven. Refused: nothing has left, and the log says why.
 */
export async function runCross(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof crossFlags>,
): Promise<ExitCode> {
  const path = args[0] ?? ''
  const law = await readLaw(context)
  const changes = readColumnChanges(flags)
  const stated = await readStated(context, law, { ...flags, asOf: undefined, expect: undefined, report: undefined })
  await using input = await openInput(path)
  const outbox = await openOutbox(flags.out, path)
  const home = await openHome(context)
  const recovered = await recoverHome(context, home)
  await using held = new AsyncDisposableStack()
  const books: HandlerBook[] = []
  for (const uscc of await legalPersons(stated, flags, path, input)) {
    books.push(held.use(await home.bookOf(uscc, context.clock.now())))
  }
  const given = { law, home, stated, changes, input, books, path, flags }
  const judged = await prepare(context, given)
  if (flags.record !== undefined) await appendRecords(flags.record, judged.records)
  if (!judged.file.mayCross) return refuse(context, judged, recovered)
  const { prepared, opening } = await recordOpening(judged)
  const stop = new AbortController()
  // A second Ctrl-C ends the process as usual; the next command then closes what is open.
  const abort = () => stop.abort()
  process.once('SIGINT', abort)
  process.once('SIGTERM', abort)
  try {
    const { result, place } = await release(context, prepared, outbox, stop.signal)
    if (result.kind === 'no-headroom') return await refuseLine(context, prepared, result, recovered)
    return await reportCrossing(context, prepared, { result, place, opening, recovered })
  } finally {
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
  }
}

/** In whose books the persons of the file count: the handler's, or those of the legal persons that a column names. */
export async function legalPersons(
  { handler }: Stated,
  flags: FlagValues<typeof crossFlags>,
  path: string,
  handle: FileHandle,
): Promise<readonly string[]> {
  if (flags.handlerColumn === undefined) return handler.uscc === null ? [] : [handler.uscc]
  return readLegalPersons(path, flags.handlerColumn, { ...flags, handle })
}
