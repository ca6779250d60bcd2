import type { CitationReference, CollectRule, Instrument, Law, Pack, Rule } from '@feiyu/law'
import { amountWords, dateWords, type Names, type ShownByCase } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { citedText } from '../../../output/citation-words.ts'
import { grouped } from '../../../output/figures.ts'
import { pathwayText } from '../../../output/law-words.ts'
import { signatureText } from '../../../output/signature-words.ts'
import { type Html, html, nothing } from '../../../report/html.ts'
import { listsHtml } from './review-lists.ts'
import { badge, conditions, days, outcome } from './row-words.ts'

/** What a review sheet is made from. */
export interface Reviewed {
  readonly law: Law
  readonly pack: Pack
  readonly names: Names
  readonly cases: readonly ShownByCase[]
}

/** One row of the sheet: a rule with what it rests on and what shows it. */
interface Row {
  readonly id: string
  readonly at: string
  readonly cite: readonly CitationReference[]
  readonly rule: Html
  readonly cases: readonly ShownByCase[]
}

/** The sheet in the language of the context: article beside rule beside cases. */
export function reviewPage(context: Context, reviewed: Reviewed): Html {
  const { say, language } = context
  const words = say.law.review
  const { pack } = reviewed
  const questions = [...new Set(pack.rules.map((rule) => rule.question))]
  const sections = [
    ...questions.map((question) => ({
      title: words.decision(question, questionText(context, reviewed, question)),
      rows: pack.rules.filter((rule) => rule.question === question).map((rule) => decisionRow(context, reviewed, rule)),
    })),
    { title: words.duties, rows: pack.dutyRules.map((row) => dutyRow(context, reviewed, row)) },
    { title: words.flags, rows: pack.flagRules.map((row) => flagRow(context, reviewed, row)) },
  ].filter((section) => section.rows.length > 0)
  const rows = sections.flatMap((section) => section.rows)
  const unsure = rows.filter((row) => row.cite.some((one) => markOf(reviewed.law, one) !== 'V')).length
  const unshown = rows.filter((row) => row.cases.length === 0).length
  return html`<header><h1>${words.title(pack.title[language], pack.version)}</h1>
<p class="faint"><code>${pack.digest}</code> · ${signatureText(context, pack)}</p>
<p>${words.summary(grouped(rows.length), grouped(unsure), grouped(unshown))}</p>
<ul class="legend">${(['V', 'V2', 'R', 'M'] as const).map((mark) => html`<li>${badge(mark)} ${say.terms.mark[mark]}</li>`)}</ul>
${pack.incomplete.length === 0 ? nothing : html`<p>${say.law.diff.aspects.incomplete}${say.terms.colon}</p><ul>${pack.incomplete.map((one) => html`<li>${one[language]}</li>`)}</ul>`}
</header>
${sections.map(
  (section) => html`<section><h2>${section.title}</h2>
<div class="wide" tabindex="0" role="group" aria-label="${section.title}"><table class="review"><thead><tr><th scope="col">${words.article}</th><th scope="col">${words.rule}</th><th scope="col">${words.cases}</th></tr></thead>
<tbody>${section.rows.map((row) => rowHtml(context, reviewed, row))}</tbody></table></div></section>
`,
)}
${parameters(context, reviewed)}
${listsHtml(context, reviewed)}
${texts(context, reviewed)}
<footer class="sign"><p>${words.sign}</p><p>${words.signLine}</p></footer>`
}

function rowHtml(context: Context, { law }: Reviewed, row: Row): Html {
  const words = context.say.law.review
  const isUnsure = row.cite.some((one) => markOf(law, one) !== 'V')
  const cases = row.cases.map(
    ({ given }) =>
      html`<li>${given.name} <small><span class="day">${given.asOf}</span> · ${caseAnswer(context, law, given.expect.pathway)} · <code>${given.at}</code></small></li>`,
  )
  return html`<tr class="${isUnsure ? 'unsure' : 'sure'}"><td data-title="${words.article}">${row.cite.map((one) => articleHtml(context, law, one))}</td>
<td data-title="${words.rule}"><p><strong>${row.id}</strong> <small><code>${row.at}</code></small></p>${row.rule}</td>
<td data-title="${words.cases}">${cases.length === 0 ? html`<p class="bad">${words.noCase}</p>` : html`<ul>${cases}</ul>`}</td></tr>
`
}

/** What a case answers: an outcome with its code, or that facts are missing. */
function caseAnswer(context: Context, law: Law, code: string): string {
  return `${pathwayText(context, law, code)} (${code})`
}

function articleHtml({ say, language }: Context, law: Law, cite: CitationReference): Html {
  const instrument = instrumentOf(law, cite.instrument)
  const article = cite.article === null ? undefined : instrument?.articles.get(cite.article)
  const cited =
    instrument === undefined
      ? cite.instrument
      : citedText(language, instrument.title, article === undefined ? [] : [article.called])
  const days = [cite, ...(instrument === undefined ? [] : [instrument])].flatMap((one) =>
    one.until === null ? [] : [say.law.review.until(one.until)],
  )
  return html`<div class="article"><p>${badge(markOf(law, cite))} ${cited}${days.length === 0 ? nothing : html` <small class="day">${[...new Set(days)].join(' ')}</small>`}</p>
${article === undefined ? nothing : html`<p>${article.about[language]}</p>${article.text === null ? nothing : html`<blockquote lang="zh-Hans">${article.text}</blockquote>`}`}</div>`
}

function decisionRow(context: Context, { names, cases, law }: Reviewed, rule: Rule): Row {
  const { say, language } = context
  const words = say.law.review
  const answer =
    rule.answer.kind === 'pathway'
      ? outcome(context, law, rule.answer.pathway)
      : `${say.law.report.parts}${say.terms.colon}${[...rule.answer.parts.keys()].join(say.terms.listComma)}`
  const more = [
    ...(rule.group === null ? [] : [`${say.law.diff.aspects.group}${say.terms.colon}${rule.group}`]),
    ...(rule.overrides.length === 0
      ? []
      : [`${say.law.diff.aspects.overrides}${say.terms.colon}${rule.overrides.join(say.terms.listComma)}`]),
    ...(rule.yields.length === 0
      ? []
      : [`${say.law.diff.aspects.yields}${say.terms.colon}${rule.yields.join(say.terms.listComma)}`]),
    ...[...rule.dates].map(
      ([key, date]) => `${say.law.diff.aspects[key]}${say.terms.colon}${dateWords(names, date, rule)[language]}`,
    ),
    ...(rule.note === null ? [] : [rule.note[language]]),
  ]
  return {
    id: rule.id,
    at: rule.at,
    cite: rule.cite,
    cases: cases.filter((one) => one.rules.has(rule.id)),
    rule: html`${conditions(context, names, rule)}<p>→ <strong>${answer}</strong></p>
<p><small class="day">${days(context, rule)}</small></p>${more.map((text) => html`<p><small>${text}</small></p>`)}<p class="tick">${words.agreed}</p>`,
  }
}

function dutyRow(context: Context, reviewed: Reviewed, row: CollectRule): Row {
  const duty = reviewed.law.packs.flatMap((pack) => pack.duties).find((one) => one.id === row.adds)
  const text =
    duty === undefined
      ? row.adds
      : `${context.say.terms.when[duty.when]}${context.say.terms.colon}${duty[context.language]}`
  return collectRow(context, reviewed, row, text, (one) => one.duties.has(row.adds))
}

function flagRow(context: Context, reviewed: Reviewed, row: CollectRule): Row {
  const flag = reviewed.law.packs.flatMap((pack) => pack.flags).find((one) => one.id === row.adds)
  return collectRow(context, reviewed, row, flag?.[context.language] ?? row.adds, (one) => one.flags.has(row.adds))
}

function collectRow(
  context: Context,
  { names, cases }: Reviewed,
  row: CollectRule,
  text: string,
  shows: (one: ShownByCase) => boolean,
): Row {
  return {
    id: row.id,
    at: row.at,
    cite: row.cite,
    cases: cases.filter(shows).slice(0, mostCases),
    rule: html`${conditions(context, names, row)}<p>→ <strong>${text}</strong></p><p><small class="day">${days(context, row)}</small></p><p class="tick">${context.say.law.review.agreed}</p>`,
  }
}

/** What the question asks; a pack that adds rules to the question of another pack has no words of its own for it. */
function questionText({ language }: Context, { law, pack }: Reviewed, question: string): string {
  const packs = [pack, ...law.packs.filter((other) => other.jurisdiction === pack.jurisdiction)]
  return packs.flatMap((one) => one.questions).find((one) => one.id === question)?.[language] ?? ''
}

/** A duty that every answer asks for is shown by every case; a few are enough to read. */
const mostCases = 3

function parameters(context: Context, { pack, law }: Reviewed): Html {
  const { say, language } = context
  const rows = [...pack.parameters.values()].flatMap(({ id, title, unit, values }) =>
    values.map(
      (value) =>
        html`<tr><td>${title === null ? nothing : html`${title[language]}<br>`}<code>$${id}</code></td><td class="right">${amountWords(value.value, unit)[language]}</td><td class="day">${days(context, value)}</td><td>${value.cite.map((cite) => articleHtml(context, law, cite))}</td></tr>`,
    ),
  )
  if (rows.length === 0) return nothing
  return html`<section><h2>${say.law.diff.kinds.parameter}</h2><div class="wide" tabindex="0" role="group" aria-label="${say.law.diff.kinds.parameter}"><table><tbody>${rows}</tbody></table></div></section>`
}

/** Every text of the pack, with what of it was not seen and which of its articles nothing rests on. */
function texts(context: Context, { pack }: Reviewed): Html {
  const { say, language } = context
  const rows = [...pack.instruments.values()].map(
    (one) =>
      html`<tr><td>${badge(one.mark)}</td><td>${one.title[language]}${one.number === null ? nothing : html` <small>${one.number}</small>`}${one.incomplete === null ? nothing : html`<p class="wary">${one.incomplete[language]}</p>`}</td><td>${one.issuer}</td><td class="day">${days(context, one)}</td><td>${one.link === null || !/^https?:\/\//.test(one.link) ? nothing : html`<a href="${one.link}" rel="noreferrer">${one.link}</a>`}</td></tr>`,
  )
  return html`<section><h2>${say.packs.instruments}</h2><div class="wide" tabindex="0" role="group" aria-label="${say.packs.instruments}"><table><tbody>${rows}</tbody></table></div></section>`
}

function instrumentOf(law: Law, id: string): Instrument | undefined {
  return law.packs.flatMap((pack) => pack.instruments.get(id) ?? [])[0]
}

function markOf(law: Law, { instrument, article }: CitationReference): Instrument['mark'] {
  const found = instrumentOf(law, instrument)
  return (article === null ? undefined : found?.articles.get(article)?.mark) ?? found?.mark ?? 'M'
}

export const reviewStyle = `
main, .languages { max-width: 84rem; }
.review { table-layout: fixed; } .review th:first-child { width: 36%; } .review th:last-child { width: 28%; }
.review td p { margin: .15rem 0; } .review ul { margin: .15rem 0; padding-left: 1.1rem; } .review td { overflow-wrap: anywhere; }
.unsure td:first-child { border-left: 4px solid var(--wary); padding-left: .5rem; }
.article + .article { margin-top: .6rem; padding-top: .6rem; border-top: 1px dotted var(--line); }
blockquote { margin: .25rem 0; padding-left: .6rem; border-left: 3px solid var(--line); color: var(--faint); }
.mark { display: inline-block; min-width: 1.7rem; text-align: center; font-size: .75rem; font-weight: 700; border: 1px solid currentColor; border-radius: .3rem; padding: 0 .25rem; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; color: var(--faint); font-size: .875rem; }
.day { white-space: nowrap; }
.tick { color: var(--faint); font-size: .875rem; } .tick::before { content: ""; display: inline-block; width: .75rem; height: .75rem; margin-right: .4rem; border: 1px solid currentColor; vertical-align: -.05rem; }
.sign { margin-top: 3rem; }
@media (max-width: 46rem) { .review thead { display: none; } .review, .review tbody, .review tr, .review td { display: block; }
  .review tr { border-bottom: 2px solid var(--line); } .review td { border-bottom: 0; }
  .review td::before { content: attr(data-title); display: block; color: var(--faint); font-size: .8125rem; font-weight: 600; } }
@media print { :root { font-size: 8.5pt; } body { line-height: 1.35; } @page { size: A4 landscape; } }
`
