import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import type { Messages } from '../../i18n/messages.ts'
import { pathwayText } from '../../output/law-words.ts'
import { item, section } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import type { Checked } from './checked.ts'
import { groundOf } from './ground.ts'
import type { Suggestion } from './suggest.ts'

/** What would lead to a lighter pathway, and two things that would not. */
export function lighterSection(context: Context, law: Law, checked: Checked): void {
  const { out } = context
  section(
    out,
    context.say.check.lighter.title,
    lighterLines(context, law, checked).map(({ sign, text, isRemark }) => {
      const line = item(out, sign, text)
      return isRemark ? out.paint.faint(line) : line
    }),
  )
}

/** The same line by line: a sign for each change, none for what is said below it. */
export function lighterLines(
  { say, language }: Pick<Context, 'say' | 'language'>,
  law: Law,
  checked: Checked,
): readonly { readonly sign: string; readonly text: string; readonly isRemark: boolean }[] {
  const words = say.check.lighter
  const { suggestions, judged } = checked
  const ofFile = suggestions.filter((one) => one.kind !== 'exemption' && !isSaidWithDrop(one, suggestions))
  const exemptions = suggestions.filter((one) => one.kind === 'exemption')
  const heavy = judged.answer.kind === 'decided' && groundOf(judged.answer.pathway).kind === 'mechanism'
  const line = (sign: string, text: string, isRemark = false) => ({ sign, text, isRemark })
  const pathway = (code: string) => pathwayText({ say, language }, law, code)
  return [
    ...ofFile.flatMap((one) => [
      line('·', changeText(say, one, suggestions)),
      line(' ', words.becomes(pathway(one.to))),
    ]),
    ...(heavy && ofFile.length === 0 ? [line('·', words.none)] : []),
    ...(exemptions.length > 0 ? [line('·', words.exemptions)] : []),
    ...exemptions.map((one) => line(' ', words.exemption(one.what.join(), pathway(one.to)))),
    ...(heavy ? [words.token, words.split].map((text) => line(' ', text, true)) : []),
  ]
}

/** Tokens that lead where dropping the same columns leads are said in one line with it. */
function isSaidWithDrop(one: Suggestion, all: readonly Suggestion[]): boolean {
  return one.kind === 'tokenise' && all.some((other) => other.kind === 'drop' && isSameChange(one, other))
}

function isSameChange(left: Suggestion, right: Suggestion): boolean {
  return (
    left.to === right.to &&
    left.what.length === right.what.length &&
    left.what.every((name, at) => name === right.what[at])
  )
}

function changeText(say: Messages, suggestion: Suggestion, all: readonly Suggestion[]): string {
  const words = say.check.lighter
  const names = suggestion.what.map(printable).join(say.terms.listComma)
  switch (suggestion.kind) {
    case 'drop':
      return all.some((other) => isSaidWithDrop(other, [suggestion])) ? words.dropOrTokenise(names) : words.drop(names)
    case 'tokenise':
      return words.tokenise(names)
    case 'subject':
      return words.subject(names)
    case 'exemption':
      return names
    default:
      return suggestion.kind satisfies never
  }
}
