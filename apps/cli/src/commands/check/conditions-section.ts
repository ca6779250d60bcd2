import type { Context } from '../../context.ts'
import { shortDigest } from '../../output/figures.ts'
import { citationsText } from '../../output/law-words.ts'
import { item, paragraph, section } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import type { Condition } from './conditions.ts'
import { flagText } from './supply.ts'

/** What has to be there before the first byte: there with its proof, missing with what supplies it, or not asked. */
export function conditionsSection(context: Context, conditions: readonly Condition[]): void {
  section(
    context.out,
    context.say.check.conditions.title,
    conditions.map((condition) => conditionLines(context, condition).join('\n')),
  )
}

function conditionLines(context: Context, condition: Condition): readonly string[] {
  const { out, say } = context
  const words = say.check.conditions
  const below = (text: string) => paragraph(out, text, 4)
  const text = printable(condition.text)
  switch (condition.state) {
    case 'met': {
      const { proof } = condition
      const line = item(out, '✓', text, { paint: out.paint.good })
      return proof === null
        ? [line]
        : [line, out.paint.faint(below(words.proof(shortDigest(proof.digest), printable(proof.by), proof.on)))]
    }
    case 'not-applicable':
      return [
        item(out, '–', text, { paint: out.paint.faint }),
        ...condition.reasons.map((reason) => out.paint.faint(below(reason))),
      ]
    case 'missing':
      return [
        item(out, '✗', text, { paint: out.paint.bad }),
        ...condition.reasons.map((reason) => below(printable(reason))),
        ...(condition.flag === null ? [] : [below(words.supply(out.paint.strong(flagText(say, condition.flag))))]),
        ...(condition.citations.length === 0
          ? []
          : [out.paint.faint(below(citationsText(context, condition.citations)))]),
      ]
    default:
      return condition.state satisfies never
  }
}
