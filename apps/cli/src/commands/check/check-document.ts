import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import type { ExitCode } from '../../exit-code.ts'
import { questionText } from '../../output/law-words.ts'
import { unsignedPacks } from '../../output/signature-words.ts'
import type { Checked } from './checked.ts'
import { droppedColumns, judgedUnchanged } from './column-changes.ts'
import { explainChecked } from './explain-checked.ts'
import { groupDocument } from './group-section.ts'
import { citationsOfMissing } from './open-duties.ts'
import { countsOfFile } from './persons.ts'
import { supplyFlag, supplyOpening } from './supply.ts'

/** The one document of `feiyu check --json`. */
export function checkDocument(context: Context, law: Law, checked: Checked, exit: ExitCode) {
  const { scanned, stated, judged, conditions, suggestions, mayCross, changes } = checked
  const counts = countsOfFile(law, scanned.report.subjects, stated.asOf)
  const flagOf = (name: string) => {
    const count = counts.find((one) => one.fact === name && one.opens)
    return count === undefined ? supplyFlag(law, name, counts) : supplyOpening(checked, count)
  }
  return {
    file: scanned.report,
    to: stated.country,
    recipient: stated.recipient,
    purpose: stated.purpose,
    facts: Object.fromEntries(
      judged.facts
        .entries()
        .map(([name, { value, from, by, on, proof, instead }]) => [
          name,
          { value, from, by, on, proof, ...(instead === null ? {} : { instead }) },
        ]),
    ),
    opening: judged.opening,
    tally: checked.said.tally,
    ...(checked.isGroup ? { legalPersons: groupDocument(checked) } : {}),
    atLeast: Object.fromEntries(judged.floors),
    whatever: judged.whatever,
    answer: judged.answer,
    explanation: explainChecked(law, checked),
    missing: judged.missing.map((name) => ({
      fact: name,
      question: questionText(context, law, name),
      flag: flagOf(name),
      citations: citationsOfMissing(law, judged, name),
    })),
    conditions,
    suggestions,
    unsignedPacks: unsignedPacks(law, judged.answer),
    lapsed: stated.lapsed,
    dropped: droppedColumns(changes),
    judgedUnchanged: judgedUnchanged(scanned.report, changes),
    mayCross,
    exit,
  }
}
