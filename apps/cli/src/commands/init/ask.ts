import { cancel, intro, isCancel, outro, select, text } from '@clack/prompts'
import { addYears, type CivilDate, isCivilDate } from '@feiyu/core'
import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { questionText } from '../../output/law-words.ts'
import { zones } from '../../statements/handler-facts.ts'
import { isValidUscc } from '../../statements/uscc.ts'
import type { Draft, DraftFact } from './draft.ts'

class Cancelled extends Error {
  override readonly name = 'Cancelled'
}

/** Asks for what the flags have not stated; `null` when the person gives up. */
export async function askDraft(
  context: Context,
  law: Law,
  stated: Partial<Draft> & { readonly facts: readonly DraftFact[] },
): Promise<Draft | null> {
  const { say } = context
  const ask = say.init.ask
  const facts = [...stated.facts]
  const output = context.out.stderr
  const open = (fact: string) => !facts.some((one) => one.fact === fact)
  const add = (fact: string, value: DraftFact['value'] | null) => {
    if (value !== null) facts.push({ fact, value })
  }
  intro(say.init.intro, { output })
  try {
    if (open('handler_name'))
      add('handler_name', await askText(ask.name, (value) => (value.trim() === '' ? say.init.wrong.empty : undefined)))
    if (open('handler_uscc')) {
      const code = await askText(ask.uscc, (value) =>
        value === '' || isValidUscc(value) ? undefined : say.init.wrong.uscc,
      )
      add('handler_uscc', code === '' ? null : code)
    }
    if (open('region'))
      add(
        'region',
        await askChoice(
          ask.zone,
          zones.map((value) => ({ value, label: say.init.zones[value] })),
        ),
      )
    if (open('ciio')) add('ciio', await askYesNo(questionText(context, law, 'ciio')))
    if (open('state_organ')) add('state_organ', await askYesNo(ask.stateOrgan))
    const year = context.today.slice(0, 4)
    if (open('opening_ordinary')) add('opening_ordinary', await askCount(ask.openingOrdinary(year)))
    if (open('opening_sensitive')) add('opening_sensitive', await askCount(ask.openingSensitive(year)))
    const author =
      stated.author ??
      (await askText(
        ask.author,
        (value) => (value.trim() === '' ? say.init.wrong.empty : undefined),
        context.config.account,
      ))
    const until = stated.until ?? (await askDate(ask.until, addYears(context.today, 1)))
    outro('', { output })
    return { facts, author, until }
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error
    cancel(say.init.cancelled, { output })
    return null
  }

  async function askText(
    message: string,
    validate: (value: string) => string | undefined,
    suggested = '',
  ): Promise<string> {
    const answer = await text({
      message,
      output,
      placeholder: suggested,
      defaultValue: suggested,
      validate: (value) => validate(value === undefined || value === '' ? suggested : value),
    })
    if (isCancel(answer)) throw new Cancelled()
    return answer.trim()
  }

  async function askChoice<W extends string>(
    message: string,
    choices: readonly { readonly value: W; readonly label: string }[],
  ): Promise<W | null> {
    const options = [{ value: '', label: say.init.unknownYet }, ...choices]
    // The cursor starts on “not known”: a key pressed too fast states nothing.
    const answer = await select<string>({ message, output, options, initialValue: '', showInstructions: false })
    if (isCancel(answer)) throw new Cancelled()
    return choices.find(({ value }) => value === answer)?.value ?? null
  }

  async function askYesNo(message: string): Promise<boolean | null> {
    const answer = await askChoice(message, [
      { value: 'yes', label: say.init.yes },
      { value: 'no', label: say.init.no },
    ])
    return answer === null ? null : answer === 'yes'
  }

  async function askCount(message: string): Promise<number | null> {
    const answer = await askText(message, (value) =>
      /^\d{0,15}$/.test(value.trim()) ? undefined : say.init.wrong.count,
    )
    return answer === '' ? null : Number(answer)
  }

  async function askDate(message: string, suggested: CivilDate): Promise<CivilDate> {
    const answer = await askText(
      message,
      (value) => (isCivilDate(value.trim()) && value.trim() >= context.today ? undefined : say.init.wrong.date),
      suggested,
    )
    // The prompt returns only what its check let through.
    return isCivilDate(answer) ? answer : suggested
  }
}
