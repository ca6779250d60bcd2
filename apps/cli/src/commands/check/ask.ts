import { cancel, intro, isCancel, outro, select, text } from '@clack/prompts'
import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { factText, questionText } from '../../output/law-words.ts'
import type { FileReport } from '../../scanning/file-report.ts'
import { type Judgement, judge } from './judge.ts'
import { countsOfFile } from './persons.ts'
import type { Said } from './said.ts'
import type { Stated } from './stated.ts'

type Value = boolean | number | string

/**
 * Asks for the missing facts one by one, the most decisive first, and decides again after each; what is not known is
 * passed over. Gives back what people have said by then.
 */
export async function askMissing(
  context: Context,
  law: Law,
  report: FileReport,
  stated: Stated,
  start: Said,
  first: Judgement,
): Promise<Said> {
  const { say, today } = context
  const output = context.out.stderr
  let said = start
  let judged = first
  const skipped = new Set<string>()
  const author = { from: 'answer', by: stated.author, on: today } as const
  intro(say.check.ask.intro, { output })
  for (;;) {
    const name = judged.missing.find((one) => !skipped.has(one))
    if (judged.answer.kind !== 'undetermined' || name === undefined) {
      outro('', { output })
      return said
    }
    const count = countsOfFile(law, report.subjects, stated.asOf).find((one) => one.fact === name && one.opens)
    const question =
      count === undefined
        ? questionText(context, law, name)
        : say.check.ask.opening[count.tally](stated.asOf.slice(0, 4))
    const answer = await askOne(context, law, name, question)
    if (answer === 'stop') {
      cancel(say.check.ask.cancelled, { output })
      return said
    }
    if (answer === null) {
      skipped.add(name)
      continue
    }
    if (count !== undefined && typeof answer === 'number') {
      said = { ...said, opening: { ...said.opening, [count.tally]: { persons: answer, ...author } } }
    } else {
      const facts = said.facts.copy()
      facts.state(name, answer, { ...author, proof: null })
      said = { ...said, facts }
    }
    judged = judge(law, report, said, today)
  }
}

/** The value, `null` for not known, `stop` when the person gives up. */
async function askOne(context: Context, law: Law, name: string, message: string): Promise<Value | null | 'stop'> {
  const { say } = context
  const output = context.out.stderr
  const definition = law.facts.get(name)
  const words =
    definition?.type === 'boolean'
      ? [
          { value: 'yes', label: say.terms.yes },
          { value: 'no', label: say.terms.no },
        ]
      : definition?.type === 'enum'
        ? definition.values.map((value) => ({ value, label: value }))
        : null
  if (words !== null) {
    const options = [{ value: '', label: say.check.ask.skip }, ...words]
    // The cursor starts on “not known”: a key pressed too fast states nothing.
    const answer = await select<string>({ message, output, options, initialValue: '', showInstructions: false })
    if (isCancel(answer)) return 'stop'
    if (answer === '') return null
    return definition?.type === 'boolean' ? answer === 'yes' : answer
  }
  if (definition?.type !== 'integer') return null
  const answer = await text({
    message,
    output,
    placeholder: factText(context, law, name),
    validate: (value) => (/^\d{0,15}$/.test((value ?? '').trim()) ? undefined : say.init.wrong.count),
  })
  if (isCancel(answer)) return 'stop'
  return answer.trim() === '' ? null : Number(answer.trim())
}
