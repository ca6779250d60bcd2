import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { pathwayText } from '../../output/law-words.ts'
import { item, section } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import type { Checked } from './checked.ts'
import { groundOf } from './ground.ts'
import type { Suggestion } from './suggest.ts'

/** What would lead to a lighter pathway, and two things that would not. */
export function lighterSection(context: Context, law: Law, checked: Checked): void {
  const { out, say } = context
  const words = say.check.lighter
  const { suggestions, judged } = checked
  const ofFile = suggestions.filter((one) => one.kind !== 'exemption' && !isSaidWithDrop(one, suggestions))
  const exemptions = suggestions.filter((one) => one.kind === 'exemption')
  const heavy = judged.answer.kind === 'decided' && groundOf(judged.answer.pathway).kind === 'mechanism'
  section(out, words.title, [
    ...ofFile.flatMap((one) => [
      item(out, '·', changeText(context, one, suggestions)),
      item(out, ' ', words.becomes(pathwayText(context, law, one.to))),
    ]),
    ...(heavy && ofFile.length === 0 ? [item(out, '·', words.none)] : []),
    ...(exemptions.length > 0 ? [item(out, '·', words.exemptions)] : []),
    ...exemptions.map((one) => item(out, ' ', words.exemption(one.what.join(), pathwayText(context, law, one.to)))),
    ...(heavy ? [words.token, words.split].map((text) => out.paint.faint(item(out, ' ', text))) : []),
  ])
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

function changeText(context: Context, suggestion: Suggestion, all: readonly Suggestion[]): string {
  const words = context.say.check.lighter
  const names = suggestion.what.map(printable).join(context.say.terms.listComma)
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
