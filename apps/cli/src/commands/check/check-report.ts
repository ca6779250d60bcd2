import { basename } from 'node:path'
import type { Answer, Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { dutiesSection, reviewSections, stepsSection, whySection } from '../../output/answer-report.ts'
import { pathwayText, questionText } from '../../output/law-words.ts'
import { item, section } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import { columnsTable, fileLine, foundSection, markingSections, remarkSections } from '../../scanning/file-sections.ts'
import type { Checked } from './checked.ts'
import { conditionsSection } from './conditions-section.ts'
import { countryName } from './country.ts'
import { factsSection, notesSection, rulesSection } from './facts-sections.ts'
import { groundOf } from './ground.ts'
import { groupSection } from './group-section.ts'
import { lighterSection } from './lighter-section.ts'
import { countsOfFile } from './persons.ts'
import { personsSection } from './persons-section.ts'
import { flagText, supplyFlag, supplyOpening } from './supply.ts'

const mostMissing = 6

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
  const later = answer.kind === 'decided' ? answer.duties.filter((duty) => duty.when !== 'before') : answer.duties
  dutiesSection(context, later)
  notesSection(context, law, checked)
  if (options.whole) {
    factsSection(context, checked.judged.facts)
    rulesSection(context, law, answer)
  }
  reviewSections(context, law, answer)
  out.report('')
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
  out.report(`  ${verdict(context, answer, checked)}`)
  if (answer.kind === 'decided') out.report(item(out, ' ', pathwayText(context, law, answer.pathway), { indent: 0 }))
  out.report(out.paint.faint(`  ${answer.pathway} · ${say.check.onDay(answer.asOf)}`))
}

function verdict(context: Context, answer: Answer, checked: Checked): string {
  const { out, say } = context
  const words = say.check.verdict
  if (answer.kind === 'gap' || answer.kind === 'conflict') return out.paint.bad(words.fault)
  if (answer.kind === 'undetermined') return out.paint.wary(words.open)
  if (checked.mayCross) return out.paint.good(words.may)
  if (groundOf(answer.pathway).kind === 'never') return out.paint.bad(words.never)
  return out.paint.wary(words.notYet(checked.conditions.filter((one) => one.state === 'missing').length))
}

function missingSections(context: Context, law: Law, checked: Checked): void {
  const { out, say } = context
  const { answer, missing } = checked.judged
  if (answer.kind !== 'undetermined') return
  const counts = countsOfFile(law, checked.scanned.report.subjects, checked.stated.asOf)
  const lines = missing.slice(0, mostMissing).map((name, index) => {
    const count = counts.find((one) => one.fact === name && one.opens)
    const question =
      count === undefined
        ? questionText(context, law, name)
        : say.check.ask.opening[count.tally](checked.stated.asOf.slice(0, 4))
    const flag = count === undefined ? supplyFlag(law, name, counts) : supplyOpening(checked, count)
    return `${item(out, `${index + 1}.`, question)}\n${item(out, ' ', out.paint.strong(flagText(say, flag)))}`
  })
  const more = missing.length - lines.length
  section(out, say.check.missing, [
    ...lines,
    ...(more > 0 ? [`  ${say.check.missingMore(more)}`] : []),
    ...(lines.length > 0 && checked.stated.handler.uscc === null ? [out.paint.faint(`  ${say.check.keep}`)] : []),
  ])
  section(
    out,
    say.check.stillPossible,
    answer.possible.map((code) => item(out, '·', pathwayText(context, law, code))),
  )
}
