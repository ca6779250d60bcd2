import type { FileBook } from '@feiyu/gate'
import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { lookUpBook } from '../../home/open-home.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { reportKind, writeCheckReport } from '../../report/check-report.ts'
import { bookKeys } from '../../scanning/registers.ts'
import { scanFile } from '../../scanning/scan-file.ts'
import { answerExit, checkExpectation } from '../answer-exit.ts'
import { checkDocument } from './check-document.ts'
import { reportCheck } from './check-report.ts'
import type { Checked } from './checked.ts'
import { afterChanges } from './column-changes.ts'
import { judgeFile } from './judge-file.ts'
import { readColumnChanges } from './read-column-changes.ts'
import { type CheckFlags, readStated, type Stated } from './stated.ts'
import { type SuggestionInput, suggest } from './suggest.ts'
import { viewTally } from './view-tally.ts'

/** What a check starts from. */
type CheckInput = Pick<Checked, 'scanned' | 'stated' | 'changes'> & { readonly tally: Checked['said']['tally'] }

/** Judges one file: scan, statements, flags and the tally of the year become facts, and the facts an answer to act on. */
export async function runCheck(context: Context, args: readonly string[], flags: CheckFlags): Promise<ExitCode> {
  if (flags.report !== undefined) reportKind(flags.report)
  const law = await readLaw(context)
  checkExpectation(law, flags.expect)
  const changes = readColumnChanges(flags)
  const stated = await readStated(context, law, flags)
  await using book = await bookOf(context, stated)
  const keys = book === null ? undefined : bookKeys(book, stated.registers)
  const scan = async (subject: string | undefined) =>
    afterChanges(await scanFile(context, law, args[0] ?? '', { ...flags, asOf: stated.asOf, subject, keys }), changes)
  const scanned = await scan(flags.subject)
  const tally = await viewTally(context, scanned, stated, book)
  const checked = await check(context, law, { scanned, stated, changes, tally }, scan)
  const exit = exitOf(checked, flags.expect)
  if (flags.report !== undefined) await writeCheckReport(context, law, checked, flags.report)
  context.out.document(checkDocument(context, law, checked, exit))
  if (!context.out.json) reportCheck(context, law, checked, { whole: flags.full === true })
  if (flags.report !== undefined) context.out.note(context.say.law.report.written(flags.report))
  if (flags.expect !== undefined && flags.expect !== checked.judged.answer.pathway) {
    context.out.note(context.say.assess.unexpected(flags.expect, checked.judged.answer.pathway))
  }
  return exit
}

/** The handler's book of the year that is judged on; null for another year than this one, and where there is none. */
async function bookOf(context: Context, { handler, asOf }: Stated): Promise<FileBook | null> {
  if (handler.uscc === null || asOf.slice(0, 4) !== context.today.slice(0, 4)) return null
  return lookUpBook(context, handler.uscc, context.clock.now())
}

async function check(
  context: Context,
  law: Law,
  { scanned, stated, changes, tally }: CheckInput,
  rescan: SuggestionInput['rescan'],
): Promise<Checked> {
  const file = await judgeFile(context, law, scanned, stated, { changes, tally })
  const { judged, said } = file
  const suggestions = await suggest({ law, scanned, judged, said, today: context.today, rescan })
  return { ...file, scanned, stated, changes, suggestions }
}

function exitOf(checked: Checked, expected: string | undefined): ExitCode {
  const { answer } = checked.judged
  if (expected !== undefined && expected !== answer.pathway) return exitCode.refused
  if (answer.kind !== 'decided') return answerExit(answer)
  return checked.mayCross ? exitCode.ok : exitCode.refused
}
