import type { Law, Pack } from '@feiyu/law'
import type { Names } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { type Html, html, nothing } from '../../../report/html.ts'
import { badge, conditions, days, outcome } from './row-words.ts'

type ListDefinition = Pack['lists'][number]

interface Listed {
  readonly law: Law
  readonly pack: Pack
  readonly names: Names
}

/** The official lists of a pack: from which table their rows are, what was not seen, and every row with its condition and tier. */
export function listsHtml(context: Context, listed: Listed): readonly Html[] {
  return listed.pack.lists.map((list) => listHtml(context, listed, list))
}

function listHtml(context: Context, listed: Listed, list: ListDefinition): Html {
  const { say, language } = context
  const words = say.law.review
  const { aspects, kinds } = say.law.diff
  const title = `${kinds.list}${say.terms.colon}${list[language]}`
  const { table } = list
  return html`<section><h2>${title}</h2>
<p><small><code>${list.id}</code> · <span class="day">${days(context, list)}</span> · ${say.packs.listRows(list.rows.length, list.incomplete === null)} · <code>${list.at}</code></small></p>
${table === null ? nothing : html`<p>${badge(table.mark)} ${words.importedFrom(table.file)} <small><code>${table.digest}</code> · ${say.terms.mark[table.mark]}</small></p>`}
${list.incomplete === null ? nothing : html`<p class="wary">${list.incomplete[language]}</p>`}
${
  list.rows.length === 0
    ? nothing
    : html`<div class="wide" tabindex="0" role="group" aria-label="${title}"><table><thead><tr><th scope="col">${aspects.id}</th><th scope="col">${words.listItem}</th><th scope="col">${aspects.condition}</th><th scope="col">${aspects.tier}</th></tr></thead>
<tbody>${list.rows.map((row) => rowHtml(context, listed, list, row))}</tbody></table></div>`
}</section>
`
}

function rowHtml(
  context: Context,
  { law, names }: Listed,
  list: ListDefinition,
  row: ListDefinition['rows'][number],
): Html {
  const { language } = context
  const place = [row.sector, row.scenario, row.category, row.item].flatMap((one) =>
    one === null ? [] : [one[language]],
  )
  const when = { when: row.condition, from: list.from, until: list.until }
  return html`<tr><td>${row.id ?? ''}</td><td><p>${row[language]}</p><p><small>${place.join(' · ')}</small></p><p><small><code>${row.at}</code></small></p></td><td>${conditions(context, names, when)}</td><td>${row.tier === null ? '' : outcome(context, law, row.tier)}</td></tr>
`
}
