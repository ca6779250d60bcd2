import { nodeDisk } from '@feiyu/gate'
import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { lookUpBook } from '../../home/open-home.ts'
import { refuseLostHome } from '../../home/refuse-lost-home.ts'
import { keepPacks } from '../../packs/keep-packs.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { reportKind, writeCheckReport } from '../../report/check-report.ts'
import { readLegalPersons } from '../../scanning/legal-persons.ts'
import { scanFile } from '../../scanning/scan-file.ts'
import { answerExit, checkExpectation } from '../answer-exit.ts'
import { appendRecords } from '../append-records.ts'
import { checkDocument } from './check-document.ts'
import { reportCheck } from './check-report.ts'
import type { Checked } from './checked.ts'
import { afterChanges } from './column-changes.ts'
import { decisionRecords } from './decision-records.ts'
import { type FilePart, type PartBook, readParts } from './file-parts.ts'
import { judgeFile } from './judge-file.ts'
import { readColumnChanges } from './read-column-changes.ts'
import { type CheckFlags, readStated, type Stated } from './stated.ts'
import { type SuggestionInput, suggest } from './suggest.ts'

/** What a check starts from. */
type CheckInput = Pick<Checked, 'scanned' | 'stated' | 'changes'> & {
  readonly parts: readonly FilePart[]
  readonly isGroup: boolean
}

/** Judges one file: scan, statements, flags and the tally of the year become facts, and the facts an answer to act on. */
export async function runCheck(context: Context, args: readonly string[], flags: CheckFlags): Promise<ExitCode> {
  if (flags.report !== undefined) reportKind(flags.report)
  await refuseLostHome(context.config.home, nodeDisk(context.config.home))
  const law = await readLaw(context)
  checkExpectation(law, flags.expect)
  const said = readColumnChanges(flags)
  const stated = await readStated(context, law, flags)
  const path = args[0] ?? ''
  await using held = new AsyncDisposableStack()
  const books = await booksOf(context, stated, path, flags)
  for (const { book } of books) if (book !== null) held.use(book)
  const { scanned, parts, changes } = await readParts(context, law, stated, said, { path, flags, books })
  const scan = async (subject: string | undefined) =>
    afterChanges(await scanFile(context, law, path, { ...flags, asOf: stated.asOf, subject }), changes)
  const isGroup = flags.handlerColumn !== undefined
  const rescan = isGroup ? null : scan
  const checked = await check(context, law, { scanned, stated, changes, parts, isGroup }, rescan)
  const exit = exitOf(checked, flags.expect)
  if (flags.record !== undefined) {
    const { digest } = scanned.report
    const records = await decisionRecords(law, { file: checked, asOf: stated.asOf, digest })
    await keepPacks(context, records, undefined)
    await appendRecords(flags.record, records)
  }
  if (flags.report !== undefined) await writeCheckReport(context, law, checked, flags.report)
  context.out.document(checkDocument(context, law, checked, exit))
  if (!context.out.json) reportCheck(context, law, checked, { whole: flags.full === true })
  if (flags.report !== undefined) context.out.note(context.say.law.report.written(flags.report))
  if (flags.expect !== undefined && flags.expect !== checked.judged.answer.pathway) {
    context.out.note(context.say.assess.unexpected(flags.expect, checked.judged.answer.pathway))
  }
  return exit
}

/**
 * The books of the year that is judged on, by legal person; none is opened for another year than this one, nor where there
 * is none.
 */
async function booksOf(
  context: Context,
  { handler, asOf }: Stated,
  path: string,
  flags: CheckFlags,
): Promise<readonly PartBook[]> {
  const { handlerColumn } = flags
  const codes = handlerColumn === undefined ? [handler.uscc] : await readLegalPersons(path, handlerColumn, flags)
  const isThisYear = asOf.slice(0, 4) === context.today.slice(0, 4)
  const books: PartBook[] = []
  for (const uscc of codes) {
    const book = uscc === null || !isThisYear ? null : await lookUpBook(context, uscc, context.clock.now())
    books.push({ uscc, book })
  }
  return books
}

async function check(
  context: Context,
  law: Law,
  { scanned, stated, changes, parts, isGroup }: CheckInput,
  rescan: SuggestionInput['rescan'],
): Promise<Checked> {
  const file = await judgeFile(context, law, scanned, stated, { changes, parts, isGroup })
  const { judged, said } = file
  // In the dataset of a group a change would have to be judged for each legal person anew.
  const suggestions = isGroup ? [] : await suggest({ law, scanned, judged, said, today: context.today, rescan })
  return { ...file, scanned, stated, changes, suggestions }
}

function exitOf(checked: Checked, expected: string | undefined): ExitCode {
  const { answer } = checked.judged
  if (expected !== undefined && expected !== answer.pathway) return exitCode.refused
  if (answer.kind !== 'decided') return answerExit(answer)
  return checked.mayCross ? exitCode.ok : exitCode.refused
}
