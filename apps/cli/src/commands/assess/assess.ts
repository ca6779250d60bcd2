import { decide, explain, recordDecision } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { InputPart, parseInput } from '../../inputs/document.ts'
import { readText } from '../../inputs/read-file.ts'
import type { FlagValues } from '../../options/flag.ts'
import {
  dutiesSection,
  headline,
  partsSections,
  reviewSections,
  stepsSection,
  whySection,
} from '../../output/answer-report.ts'
import { explanationSections } from '../../output/explanation-sections.ts'
import { flipSections } from '../../output/flip-sections.ts'
import { pathwayText, questionText } from '../../output/law-words.ts'
import { item, section } from '../../output/section.ts'
import { unsignedLines, unsignedPacks } from '../../output/signature-words.ts'
import { keepPacks } from '../../packs/keep-packs.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { answerExit, checkExpectation } from '../answer-exit.ts'
import { appendRecords } from '../append-records.ts'
import { orderMissing } from '../order-missing.ts'
import type { assessFlags } from './assess.flags.ts'
import { atLine } from './at-line.ts'

/** Decides stated facts and prints the answer: as the law gives it with `--json`, beside the packs that nobody signed; in words without it. */
export async function runAssess(context: Context, flags: FlagValues<typeof assessFlags>): Promise<ExitCode> {
  const { out, say } = context
  if (flags.facts === undefined) {
    throw new UsageError('FEIYU_USAGE_NO_FACTS', '`--facts` is missing; name a file of facts, or - for standard input')
  }
  const law = await readLaw(context, flags.folder)
  checkExpectation(law, flags.expect)
  const document = parseInput(flags.facts, await readText(flags.facts, context.stdin))
  const facts = document.value === null ? {} : Object.fromEntries(new InputPart(document).entries())
  const asOf = flags.asOf ?? context.today
  const answer = atLine(document, () => decide(law, facts, { asOf, explain: true }))
  if (flags.record !== undefined) {
    const records = [await recordDecision(law, facts, { asOf })]
    await keepPacks(context, records, flags.folder)
    await appendRecords(flags.record, records)
  }
  const explanation = flags.explain === true ? explain(law, facts, { asOf }) : null
  const unsigned = { unsignedPacks: unsignedPacks(law, answer) }
  out.document(explanation === null ? { ...answer, ...unsigned } : { ...answer, ...unsigned, explanation })
  if (!out.json) {
    out.report(headline(context, law, answer))
    out.report(out.paint.faint(say.assess.judged(answer.pathway, answer.asOf, answer.jurisdiction)))
    if (answer.kind === 'decided') whySection(context, answer)
    partsSections(context, law, answer)
    const missing = orderMissing(law, facts, answer)
    section(
      out,
      say.assess.missing,
      missing.map((name) => item(out, '?', `${questionText(context, law, name)} (${name})`, { paint: out.paint.wary })),
    )
    const open = answer.kind === 'undetermined' ? answer.possible : []
    section(
      out,
      say.assess.possible,
      open.map((code) => item(out, '·', pathwayText(context, law, code))),
    )
    if (answer.fallback !== undefined)
      out.report(item(out, ' ', say.assess.fallback(pathwayText(context, law, answer.fallback))))
    if (answer.kind !== 'decided') whySection(context, answer)
    stepsSection(context, law, answer)
    dutiesSection(context, answer.duties)
    flipSections(context, law, answer.flips)
    if (explanation !== null) explanationSections(context, explanation)
    reviewSections(context, law, answer)
    out.report('')
    for (const line of unsignedLines(context, law, answer)) out.report(line)
    out.report(out.paint.faint(say.assess.notAdvice))
  }
  if (flags.expect !== undefined && flags.expect !== answer.pathway) {
    out.note(say.assess.unexpected(flags.expect, answer.pathway))
    return exitCode.refused
  }
  return answerExit(answer)
}
