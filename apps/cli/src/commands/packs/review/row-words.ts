import type { Instrument, Law, Rule } from '@feiyu/law'
import { conditionWords, type Names } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { firstDay } from '../../../output/citation-words.ts'
import { type Html, html } from '../../../report/html.ts'

/** The conditions of a row in words, one below the other. */
export function conditions({ say, language }: Context, names: Names, row: Pick<Rule, 'when' | 'from' | 'until'>): Html {
  if (row.when.length === 0) return html`<p>${say.law.review.always}</p>`
  return html`<ul>${row.when.map((cell) => html`<li>${conditionWords(names, cell, row)[language]}</li>`)}</ul>`
}

/** The days on which a row is in force; an instrument may know the month alone. */
export function days(
  { say }: Context,
  { from, until, fromMonth = null }: Pick<Rule, 'from' | 'until'> & Partial<Pick<Instrument, 'fromMonth'>>,
): string {
  return from === null ? say.terms.unknown : say.packs.interval(firstDay(say, from, fromMonth), until)
}

/** What an outcome is called, with its code. */
export function outcome({ language }: Context, law: Law, code: string): string {
  const found = law.pathways.get(code)
  return found === undefined ? code : `${found[language]} (${code})`
}

/** How a text is known. */
export function badge(mark: Instrument['mark']): Html {
  return html`<span class="mark ${mark === 'V' ? 'good' : 'wary'}">${mark}</span>`
}
