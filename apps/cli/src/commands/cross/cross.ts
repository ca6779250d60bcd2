import type { FileHandle } from 'node:fs/promises'
import process from 'node:process'
import { FeiyuError } from '@feiyu/core'
import { idOf } from '@feiyu/evidence'
import type { Recovered } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import type { ExitCode } from '../../exit-code.ts'
import type { FilePlace } from '../../home/crossings.ts'
import type { HandlerBook } from '../../home/handler-book.ts'
import { openHome } from '../../home/open-home.ts'
import { recoverHome } from '../../home/recover.ts'
import type { FlagValues } from '../../options/flag.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { LegalPersonError, readLegalPersons } from '../../scanning/legal-persons.ts'
import { appendRecords } from '../append-records.ts'
import { readColumnChanges } from '../check/read-column-changes.ts'
import { readStated, type Stated } from '../check/stated.ts'
import { Contradiction } from './contradiction.ts'
import type { crossFlags } from './cross.flags.ts'
import { reportCrossing } from './cross-report.ts'
import { digestOfInput, openInput } from './input-file.ts'
import { isLeftOpen, reportOpen, reportUnbegun } from './open-report.ts'
import { lookAtOutbox, openOutbox } from './out-folder.ts'
import { prepare } from './prepare.ts'
import type { Prepared } from './prepared.ts'
import { recordOpening } from './record-opening.ts'
import { denyPermit, refuse, refuseInput, refuseLine } from './refuse.ts'
import { type Released, release } from './release.ts'

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
  await lookAtOutbox(flags.out, path)
  const home = await openHome(context)
  const recovered = await recoverHome(context, home)
  await using held = new AsyncDisposableStack()
  const told = { home, stated, recovered }
  try {
    const books: HandlerBook[] = []
    for (const uscc of await legalPersons(stated, flags, path, input)) {
      books.push(held.use(await home.bookOf(uscc, context.clock.now())))
    }
    const judged = await prepare(context, { law, home, stated, changes, input, books, path, flags })
    if (flags.record !== undefined) await appendRecords(flags.record, judged.records)
    if (!judged.file.mayCross) return await refuse(context, judged, recovered)
    return await letCross(context, judged, recovered)
  } catch (error) {
    if (error instanceof Contradiction) return refuseInput(context, told, error, error)
    if (!(error instanceof LegalPersonError)) throw error
    const reason = { code: idOf('handler-missing'), row: error.row }
    return refuseInput(context, told, error, { input: await digestOfInput(input), reason })
  }
}

/** A second signal of its kind ends the process as usual; the next command then closes what is open. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

async function letCross(context: Context, judged: Prepared, recovered: readonly Recovered[]): Promise<ExitCode> {
  const outbox = await openOutbox(judged.flags.out ?? '', judged.path)
  const { prepared, opening } = await recordOpening(context, judged)
  const stop = new AbortController()
  const abort = () => stop.abort()
  for (const signal of signals) process.once(signal, abort)
  try {
    const released = await releasedOrOpen(context, prepared, outbox, stop.signal)
    if (typeof released === 'number') return released
    const { result, place } = released
    // A bug says more where every other ends: with what it was called by.
    if (result.kind === 'broken' && !(result.error instanceof FeiyuError)) throw result.error
    if (result.kind === 'no-headroom') return await refuseLine(context, prepared, result, recovered)
    const denial = result.kind === 'refused' ? await denyPermit(context, prepared, result) : null
    return await reportCrossing(context, prepared, { result, place, opening, recovered }, denial)
  } finally {
    for (const signal of signals) process.off(signal, abort)
  }
}

/** Releases; of a crossing that broke before anything could leave, or stayed open, the exit code, once that was said. */
async function releasedOrOpen(
  context: Context,
  prepared: Prepared,
  place: FilePlace,
  signal: AbortSignal,
): Promise<Released | ExitCode> {
  let isPublished = false
  const reached: Context['reached'] = async (point) => {
    if (point === 'permit-published') isPublished = true
    await context.reached?.(point)
  }
  try {
    return await release({ ...context, reached }, prepared, place, signal)
  } catch (error) {
    if (isLeftOpen(error)) return reportOpen(context, place, error)
    // No byte is released before the permit is published.
    if (!(error instanceof FeiyuError) || isPublished) throw error
    return reportUnbegun(context, place, error)
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
