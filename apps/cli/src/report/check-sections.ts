import type { Explanation, Law } from '@feiyu/law'
import { missingQuestions } from '../commands/check/check-report.ts'
import type { Checked } from '../commands/check/checked.ts'
import type { Condition } from '../commands/check/conditions.ts'
import { noteTexts } from '../commands/check/facts-sections.ts'
import { lighterLines } from '../commands/check/lighter-section.ts'
import { personsRows } from '../commands/check/persons-section.ts'
import { flagText as supplyText } from '../commands/check/supply.ts'
import type { Context } from '../context.ts'
import { percent, shortDigest } from '../output/figures.ts'
import { flipText } from '../output/flip-sections.ts'
import { citationLines, citationsText, flagText, marksOf, pathwayText } from '../output/law-words.ts'
import { printable } from '../output/width.ts'
import { candidateLines, fileLine, foundIn, markingLine, typeName, warningLines } from '../scanning/file-sections.ts'
import { type Block, type Line, line, type Section, sectionOf, type Tone } from './block.ts'
import { pathBlocks } from './check-path.ts'

/** The sections of the report of one check, in the order in which a reader acts. */
export function checkSections(
  context: Context,
  law: Law,
  checked: Checked,
  conditions: readonly Condition[],
  explanation: Explanation,
): readonly Section[] {
  const { say } = context
  const { judged, scanned } = checked
  const { answer } = judged
  const lines = (all: readonly Line[]): Block => ({ kind: 'lines', lines: all })
  const marks = scanned.report.markings.map((marking) => line('×', markingLine(context, marking), 'bad'))
  const later = answer.kind === 'decided' ? answer.duties.filter((duty) => duty.when !== 'before') : answer.duties
  const open = answer.kind === 'undetermined' ? answer.possible : []
  const lighter = lighterLines(context, law, checked)
  return [
    ...sectionOf('marks', say.scan.markings, [lines(marks)]),
    ...sectionOf('missing', say.check.missing, [
      lines(
        missingQuestions(context, law, checked).map(({ question, flag }, at) =>
          line(`${at + 1}`, question, 'wary', [flag]),
        ),
      ),
    ]),
    ...sectionOf('possible', say.check.stillPossible, [
      lines(open.map((code) => line('·', pathwayText(context, law, code)))),
    ]),
    ...sectionOf('path', say.law.report.path, pathBlocks(context, law, checked, explanation)),
    ...sectionOf('conditions', say.check.conditions.title, [
      lines(conditions.map((condition) => conditionLine(context, condition))),
    ]),
    ...sectionOf('why', say.assess.why, [
      lines(citationLines(context, answer.citations).map((text) => line('§', text))),
    ]),
    ...sectionOf('readings', say.assess.readings, [
      lines(answer.notes.map((note) => line('·', printable(note[context.language])))),
    ]),
    ...sectionOf('because', say.assess.explain.because, [lines(becauseLines(context, explanation))]),
    ...sectionOf('lighter', say.check.lighter.title, [
      lines(lighter.map(({ sign, text, isRemark }) => line(sign, printable(text), isRemark ? 'faint' : 'plain'))),
    ]),
    ...sectionOf('flips', say.law.report.flips, [
      lines(answer.flips.filter((flip) => flip.lever).map((flip) => line('·', flipText(context, law, flip)))),
    ]),
    ...sectionOf('file', say.check.data, [
      { kind: 'text', text: fileLine(context, scanned.report), tone: 'plain' },
      ...columnsBlocks(context, checked),
    ]),
    ...personsSections(context, law, checked),
    ...sectionOf('candidates', say.scan.candidates, [
      lines(candidateLines(context, scanned.report).map((text) => line('?', text, 'wary'))),
    ]),
    ...sectionOf('warnings', say.scan.warnings, [
      lines(warningLines(context, scanned.report.warnings).map((text) => line('!', text, 'wary'))),
    ]),
    ...sectionOf('steps', say.assess.steps, [lines(stepLines(context, law, checked))]),
    ...sectionOf(
      'duties',
      say.assess.duties,
      (['before', 'during', 'after'] as const).flatMap((when) => {
        const due = later.filter((duty) => duty.when === when)
        if (due.length === 0) return []
        return [
          { kind: 'title' as const, text: say.terms.when[when] },
          lines(
            due.map((duty) => line('·', duty[context.language], 'plain', [citationsText(context, duty.citations)])),
          ),
        ]
      }),
    ),
    ...sectionOf('instead', say.assess.explain.instead, [lines(insteadLines(context, explanation))]),
    ...sectionOf('notes', say.check.notes.title, [
      lines(noteTexts(context, law, checked).map((text) => line('!', printable(text), 'wary'))),
    ]),
    ...sectionOf('review', say.assess.review, [
      lines(answer.reviewFlags.map((flag) => line('!', flagText(context, law, flag), 'wary'))),
    ]),
    ...sectionOf('legend', say.assess.marks, [lines(marksOf(answer).map((mark) => line(mark, say.terms.mark[mark])))]),
  ]
}

function conditionLine(context: Context, condition: Condition): Line {
  const { say } = context
  const words = say.check.conditions
  const text = printable(condition.text)
  const reasons = condition.reasons.map(printable)
  switch (condition.state) {
    case 'met': {
      const { proof } = condition
      return line(
        '✓',
        text,
        'good',
        proof === null ? [] : [words.proof(shortDigest(proof.digest), printable(proof.by), proof.on)],
      )
    }
    case 'not-applicable':
      return line('–', text, 'faint', reasons)
    case 'missing':
      return line('×', text, 'bad', [
        ...reasons,
        ...(condition.flag === null ? [] : [words.supply(supplyText(say, condition.flag))]),
        ...(condition.citations.length === 0 ? [] : [citationsText(context, condition.citations)]),
      ])
    default:
      return condition.state satisfies never
  }
}

function becauseLines(context: Context, explanation: Explanation): readonly Line[] {
  const own = explanation.because.map((reason) =>
    line('·', printable(reason[context.language]), 'plain', [citationsText(context, reason.citations)]),
  )
  return [...own, ...Object.values(explanation.parts).flatMap((part) => becauseLines(context, part))]
}

function insteadLines(context: Context, explanation: Explanation): readonly Line[] {
  const own = explanation.instead.map((other) => {
    const source = citationsText(context, other.citations)
    const isOpen = other.why === 'open'
    return line(
      isOpen ? '?' : '×',
      printable(other[context.language]),
      isOpen ? 'wary' : 'faint',
      source === '' ? [] : [source],
    )
  })
  return [...own, ...Object.values(explanation.parts).flatMap((part) => insteadLines(context, part))]
}

/** Every column: a page has room for all of them. */
function columnsBlocks(context: Context, { scanned: { report } }: Checked): readonly Block[] {
  const { say } = context
  const { columns } = say.scan
  const toneOf = (category: string): Tone =>
    category === 'sensitive' || category === 'credential' ? 'bad' : category === 'personal' ? 'wary' : 'plain'
  const found = report.fields.flatMap((field) =>
    foundIn(context, field).map((text) => line('!', `${printable(field.name)}${say.terms.colon}${text}`, 'wary')),
  )
  return [
    {
      kind: 'table',
      columns: [
        { title: columns.name, align: 'left' },
        { title: columns.type, align: 'left' },
        { title: columns.category, align: 'left' },
        { title: columns.share, align: 'right' },
      ],
      rows: report.fields.map((field) => ({
        tone: toneOf(field.category),
        cells: [
          printable(field.name),
          typeName(context, field.type),
          say.terms.category[field.category],
          percent(report.rows === 0 ? 0 : field.values / report.rows),
        ],
      })),
    },
    ...(found.length === 0
      ? []
      : [
          { kind: 'title' as const, text: say.scan.foundTitle },
          { kind: 'lines' as const, lines: found },
        ]),
  ]
}

function personsSections(context: Context, law: Law, checked: Checked): readonly Section[] {
  const { say } = context
  const words = say.check.persons
  const { rows, remarks } = personsRows(context, law, checked)
  if (rows.length === 0)
    return sectionOf('persons', words.title, [{ kind: 'text', text: say.scan.none, tone: 'plain' }])
  return sectionOf('persons', words.title, [
    {
      kind: 'table',
      columns: [
        { title: '', align: 'left' },
        { title: words.ordinary, align: 'right' },
        { title: words.sensitive, align: 'right' },
        { title: '', align: 'left' },
      ],
      rows: rows.map((cells) => ({ cells, tone: 'plain' })),
    },
    ...remarks.map((text) => ({ kind: 'text' as const, text, tone: 'faint' as const })),
  ])
}

function stepLines({ language }: Context, law: Law, { judged: { answer } }: Checked): readonly Line[] {
  if (answer.kind !== 'decided') return []
  return (law.pathways.get(answer.pathway)?.steps ?? [])
    .filter(({ from, until }) => (from === null || from <= answer.asOf) && (until === null || answer.asOf < until))
    .map((step, index) => line(`${index + 1}`, step[language]))
}
