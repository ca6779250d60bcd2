import { basename } from 'node:path'
import type { Explanation, Law, NotTaken, Reason } from '@feiyu/law'
import { verdictOf } from '../commands/check/check-report.ts'
import type { Checked } from '../commands/check/checked.ts'
import type { Context } from '../context.ts'
import { citationsText, partName, pathwayText } from '../output/law-words.ts'
import { printable } from '../output/width.ts'
import { fileLine } from '../scanning/file-sections.ts'
import type { Block, Step, Tone } from './block.ts'

const mostAsides = 4

/** The decision drawn as a path: the file, what the law asks of it, the rule, the answer, and the ways not taken. */
export function pathBlocks(context: Context, law: Law, checked: Checked, explanation: Explanation): readonly Block[] {
  const { say } = context
  const parts = Object.entries(explanation.parts)
  const own = explanation.because.length > 0 || explanation.instead.length > 0
  return [
    ...(own
      ? [{ kind: 'path' as const, about: say.law.report.path, steps: steps(context, law, checked, explanation) }]
      : []),
    ...parts.flatMap(([name, part]): readonly Block[] => [
      { kind: 'title', text: partName(context, name) },
      ...pathBlocks(context, law, checked, part),
    ]),
  ]
}

function steps(context: Context, law: Law, checked: Checked, explanation: Explanation): readonly Step[] {
  const { report } = checked.scanned
  const [first] = explanation.because
  const verdict = verdictOf(context, checked)
  const isWhole = Object.keys(explanation.parts).length === 0 && first?.pathway === checked.judged.answer.pathway
  return [
    {
      kind: 'start',
      tone: 'plain',
      sign: '1',
      text: printable(basename(report.path)),
      note: fileLine(context, report),
    },
    ...conditionSteps(context, explanation.because),
    ...ruleSteps(context, law, explanation.because),
    ...(first === undefined ? [openStep(context)] : [answerStep(context, law, first)]),
    ...(isWhole
      ? [
          {
            kind: 'end' as const,
            tone: verdict.tone,
            sign: verdict.tone === 'good' ? '✓' : '!',
            text: verdict.text,
            note: null,
          },
        ]
      : []),
    ...nearest(explanation.instead).map((other) => asideStep(context, other)),
  ]
}

/** What the deciding rules ask for; what several of them ask alike is said once. */
function conditionSteps({ language }: Context, because: readonly Reason[]): readonly Step[] {
  const conditions = because.flatMap((reason) => reason.conditions)
  const byText = new Map(conditions.map((condition) => [printable(condition[language]), condition.holds === true]))
  return [...byText].map(([text, known]) => ({
    kind: 'condition',
    tone: known ? 'good' : 'wary',
    sign: known ? '✓' : '?',
    text,
    note: null,
  }))
}

/** The deciding rules; those of the same articles share a box. */
function ruleSteps(context: Context, law: Law, because: readonly Reason[]): readonly Step[] {
  const { say } = context
  const byArticles = Map.groupBy(because, (reason) => citationsText(context, reason.citations))
  return [...byArticles].map(([text, reasons]) => ({
    kind: 'rule',
    tone: 'plain',
    sign: '§',
    text,
    note: reasons
      .map(({ rule, pack }) => say.law.report.rule(rule, law.packs.find((one) => one.id === pack)?.version ?? ''))
      .join(say.terms.listSemicolon),
  }))
}

const tones: Readonly<Record<string, Tone>> = { blocked: 'bad', free: 'good', outside: 'good' }

function answerStep(context: Context, law: Law, reason: Reason): Step {
  if (reason.pathway === null)
    return { kind: 'answer', tone: 'plain', sign: '→', text: context.say.law.report.parts, note: null }
  const effect = law.pathways.get(reason.pathway)?.effect ?? ''
  return {
    kind: 'answer',
    tone: tones[effect] ?? 'wary',
    sign: '→',
    text: pathwayText(context, law, reason.pathway),
    note: reason.pathway,
  }
}

function openStep({ say }: Context): Step {
  return { kind: 'answer', tone: 'wary', sign: '?', text: say.law.report.open, note: null }
}

/** What is possible still comes first, then what failed by the fewest conditions. */
function nearest(instead: readonly NotTaken[]): readonly NotTaken[] {
  const open = instead.filter((other) => other.why === 'open')
  const near = instead
    .filter((other) => other.why === 'overridden' || (other.why === 'fails' && other.conditions.length === 1))
    .slice(0, Math.max(0, mostAsides - open.length))
  return [...open, ...near]
}

function asideStep({ language }: Context, other: NotTaken): Step {
  const isOpen = other.why === 'open'
  return {
    kind: 'aside',
    tone: isOpen ? 'wary' : 'faint',
    sign: isOpen ? '?' : '×',
    text: printable(other[language]),
    note: null,
  }
}
