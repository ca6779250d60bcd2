import { basename } from 'node:path'
import type { Citation, Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { dutiesSection, reviewSections, stepsSection, whySection } from '../../output/answer-report.ts'
import { explanationSections } from '../../output/explanation-sections.ts'
import { flipSections } from '../../output/flip-sections.ts'
import { citationsText, pathwayText, questionText } from '../../output/law-words.ts'
import { item, paragraph, section } from '../../output/section.ts'
import { unsignedLines } from '../../output/signature-words.ts'
import { printable } from '../../output/width.ts'
import { columnsTable, fileLine, foundSection, markingSections, remarkSections } from '../../scanning/file-sections.ts'
import type { Checked } from './checked.ts'
import { conditionsSection } from './conditions-section.ts'
import { countryName } from './country.ts'
import { explainChecked } from './explain-checked.ts'
import { factsSection, notesSection } from './facts-sections.ts'
import { groundOf } from './ground.ts'
import { groupSection } from './group-section.ts'
import { lighterSection } from './lighter-section.ts'
import { citationsOfMissing } from './open-duties.ts'
import { countsOfFile } from './persons.ts'
import { personsSection } from './persons-section.ts'
import { flagText, supplyFlag, supplyOpening } from './supply.ts'

/** The report for a person to act on: the verdict first, then what to do, why, and what it rests on. */
export function reportCheck(context: Context, law: Law, checked: Checked, options: { readonly whole: boolean }): void {
  const { out } = context
  const { answer } = checked.judged
  const { report } = checked.scanned
  heading(context, law, checked)
  markingSections(context, report)
  missingSections(context, law, checked)
  conditionsSection(context, checked.conditions)
  whySection(context, answer)
  lighterSection(context, law, checked)
  section(out, context.say.check.data, [`  ${fileLine(context, report)}`, columnsTable(context, report, options.whole)])
  foundSection(context, report)
  if (checked.isGroup) groupSection(context, law, checked)
  else personsSection(context, law, checked)
  remarkSections(context, report)
  stepsSection(context, law, answer)
  // What has to be there before stands among the conditions.
  const later = answer.duties.filter((duty) => duty.when !== 'before')
  dutiesSection(context, later)
  notesSection(context, law, checked)
  if (options.whole) {
    factsSection(context, checked.judged.facts)
    flipSections(context, law, answer.flips)
    explanationSections(context, explainChecked(law, checked))
  }
  reviewSections(context, law, answer)
  out.report('')
  for (const line of unsignedLines(context, law, answer)) out.report(line)
  out.report(out.paint.faint(context.say.assess.notAdvice))
}

function heading(context: Context, law: Law, checked: Checked): void {
  const { out, say, language } = context
  const { stated, judged, scanned } = checked
  const { answer } = judged
  const recipient = stated.recipient === null ? null : printable(stated.recipient)
  out.report(
    say.check.title(printable(basename(scanned.report.path)), countryName(stated.country, language), recipient),
  )
  out.report('')
  const verdict = verdictOf(context, checked)
  out.report(`  ${out.paint[verdict.tone](verdict.text)}`)
  if (answer.kind === 'decided') out.report(item(out, ' ', pathwayText(context, law, answer.pathway), { indent: 0 }))
  out.report(out.paint.faint(`  ${answer.pathway} · ${say.check.onDay(answer.asOf)}`))
}

/** Whether the file may cross, in words and by what it means. */
export function verdictOf(
  { say }: Context,
  checked: Checked,
): { readonly text: string; readonly tone: 'good' | 'wary' | 'bad' } {
  const words = say.check.verdict
  const { answer } = checked.judged
  if (answer.kind === 'gap' || answer.kind === 'conflict') return { text: words.fault, tone: 'bad' }
  if (answer.kind === 'undetermined') return { text: words.open, tone: 'wary' }
  if (checked.mayCross) return { text: words.may, tone: 'good' }
  if (groundOf(answer.pathway).kind === 'never') return { text: words.never, tone: 'bad' }
  const missing = checked.conditions.filter((one) => one.state === 'missing').length
  return { text: words.notYet(missing), tone: 'wary' }
}

/** What is missing for a decision, the most decisive first: the question, and the flag that answers it. */
export function missingQuestions(
  context: Context,
  law: Law,
  checked: Checked,
): readonly { readonly question: string; readonly flag: string; readonly citations: readonly Citation[] }[] {
  const { say } = context
  const { answer, missing } = checked.judged
  if (answer.kind !== 'undetermined') return []
  const counts = countsOfFile(law, checked.scanned.report.subjects, checked.stated.asOf)
  return missing.map((name) => {
    const count = counts.find((one) => one.fact === name && one.opens)
    const question =
      count === undefined
        ? questionText(context, law, name)
        : say.check.ask.opening[count.tally](checked.stated.asOf.slice(0, 4))
    const flag = count === undefined ? supplyFlag(law, name, counts) : supplyOpening(checked, count)
    return { question, flag: flagText(say, flag), citations: citationsOfMissing(law, checked.judged, name) }
  })
}

function missingSections(context: Context, law: Law, checked: Checked): void {
  const { out, say } = context
  const { answer } = checked.judged
  if (answer.kind !== 'undetermined') return
  const lines = missingQuestions(context, law, checked).map(({ question, flag, citations }, index) =>
    [
      item(out, `${index + 1}.`, question),
      item(out, ' ', out.paint.strong(flag)),
      ...(citations.length === 0 ? [] : [out.paint.faint(paragraph(out, citationsText(context, citations), 4))]),
    ].join('\n'),
  )
  section(out, say.check.missing, [
    ...lines,
    ...(lines.length > 0 && checked.stated.handler.uscc === null ? [out.paint.faint(`  ${say.check.keep}`)] : []),
  ])
  section(
    out,
    say.check.stillPossible,
    answer.possible.map((code) => item(out, '·', pathwayText(context, law, code))),
  )
}
