import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { isPersonal } from '../../scanning/file-report.ts'
import { type ScannedFile, scanFile } from '../../scanning/scan-file.ts'
import { answerExit, checkExpectation } from '../answer-exit.ts'
import { checkDocument } from './check-document.ts'
import { reportCheck } from './check-report.ts'
import type { Checked } from './checked.ts'
import { conditionsOf } from './conditions.ts'
import { judge, type Said } from './judge.ts'
import type { Flow } from './mechanism.ts'
import { type CheckFlags, readStated, type Stated } from './stated.ts'
import { type SuggestionInput, suggest } from './suggest.ts'

/** Judges one file: scan, statements, flags and opening balance become facts, and the facts an answer to act on. */
export async function runCheck(context: Context, args: readonly string[], flags: CheckFlags): Promise<ExitCode> {
  const law = await readLaw(context.packsFolder)
  checkExpectation(law, flags.expect)
  const stated = await readStated(context, law, flags)
  const scanned = await scanFile(context, law, args[0] ?? '', { ...flags, asOf: stated.asOf })
  const rescan = (subject: string) => scanFile(context, law, args[0] ?? '', { ...flags, asOf: stated.asOf, subject })
  const checked = await check(context, law, scanned, stated, rescan)
  const exit = exitOf(checked, flags.expect)
  context.out.document(checkDocument(context, law, checked, exit))
  if (!context.out.json) reportCheck(context, law, checked, { whole: flags.full === true })
  if (flags.expect !== undefined && flags.expect !== checked.judged.answer.pathway) {
    context.out.note(context.say.assess.unexpected(flags.expect, checked.judged.answer.pathway))
  }
  return exit
}

async function check(
  context: Context,
  law: Law,
  scanned: ScannedFile,
  stated: Stated,
  rescan: SuggestionInput['rescan'],
): Promise<Checked> {
  const { report } = scanned
  let said: Said = stated
  let judged = judge(law, report, said, context.today)
  if (context.interactive && judged.missing.length > 0) {
    const { askMissing } = await import('./ask.ts')
    said = await askMissing(context, law, report, stated, judged)
    judged = judge(law, report, said, context.today)
  }
  const flow: Flow = {
    asOf: stated.asOf,
    recipient: stated.recipient,
    country: stated.country,
    purpose: stated.purpose,
    ordinary: report.subjects.ordinary,
    sensitive: report.subjects.sensitive,
    fields: report.fields.filter(isPersonal).map((field) => field.name),
    credentials: report.fields
      .filter((field) => field.category === 'credential' && field.values > 0)
      .map((field) => field.name),
  }
  const conditions = conditionsOf(context, law, judged.answer, { flow, shown: stated.shown, facts: judged.facts })
  return {
    scanned,
    stated,
    judged,
    conditions,
    suggestions: await suggest({ law, scanned, judged, said, today: context.today, rescan }),
    mayCross: judged.answer.kind === 'decided' && conditions.every((condition) => condition.state !== 'missing'),
  }
}

function exitOf(checked: Checked, expected: string | undefined): ExitCode {
  const { answer } = checked.judged
  if (expected !== undefined && expected !== answer.pathway) return exitCode.refused
  if (answer.kind !== 'decided') return answerExit(answer)
  return checked.mayCross ? exitCode.ok : exitCode.refused
}
