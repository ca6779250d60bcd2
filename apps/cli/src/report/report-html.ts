import type { Block, Line, Report, Section } from './block.ts'
import { type Html, html, nothing } from './html.ts'
import { bilingualPage } from './page.ts'
import { pathHtml, pathStyle } from './path-html.ts'

/** A report as one page in both languages. */
export function reportHtml(first: 'zh' | 'en', reports: { readonly zh: Report; readonly en: Report }): string {
  return bilingualPage({
    first,
    title: { zh: reports.zh.title, en: reports.en.title },
    body: { zh: reportBody(reports.zh), en: reportBody(reports.en) },
    style: pathStyle + reportStyle,
  })
}

function reportBody(report: Report): Html {
  const { verdict, answer, lead, sections, foot, language } = report
  return html`<header><h1>${report.title}</h1>
<p class="verdict ${verdict.tone}">${verdict.text}</p>
${answer === null ? nothing : html`<p class="pathway">${answer}</p>`}
${lead.map((text) => html`<p class="faint">${text}</p>`)}
</header>
${sections.map((section) => sectionHtml(section, language))}
<footer>${foot.map((text) => html`<p>${text}</p>`)}</footer>`
}

function sectionHtml({ id, title, blocks }: Section, language: string): Html {
  const name = `${id}-${language}`
  return html`<section id="${name}" aria-labelledby="${name}-title"><h2 id="${name}-title">${title}</h2>
${blocks.map((block) => blockHtml(block, name))}</section>
`
}

function blockHtml(block: Block, section: string): Html {
  switch (block.kind) {
    case 'text':
      return html`<p class="${block.tone}">${block.text}</p>`
    case 'title':
      return html`<h3>${block.text}</h3>`
    case 'lines':
      return html`<ul class="lines">${block.lines.map(lineHtml)}</ul>`
    case 'table':
      return html`<div class="wide" tabindex="0" role="group" aria-labelledby="${section}-title"><table><thead><tr>${block.columns.map(
        ({ title, align }) => html`<th scope="col" class="${align}">${title}</th>`,
      )}</tr></thead><tbody>${block.rows.map(
        (row) =>
          html`<tr data-tone="${row.tone}">${row.cells.map((cell, index) => html`<td class="${block.columns[index]?.align ?? 'left'}">${cell}</td>`)}</tr>`,
      )}</tbody></table></div>`
    case 'path':
      return pathHtml(block.steps, block.about)
    default:
      return block satisfies never
  }
}

function lineHtml({ sign, tone, text, notes }: Line): Html {
  const below = notes.length === 0 ? nothing : html`${notes.map((note) => html`<small>${note}</small>`)}`
  return html`<li><span class="sign ${tone}">${sign}</span><div>${text}${below}</div></li>`
}

const reportStyle = `
.verdict { display: inline-block; font-size: 1.35rem; font-weight: 700; padding: .5rem 1rem; border-radius: .5rem; border: 2px solid currentColor; margin: 0 0 .5rem; }
.verdict.good { background: var(--good-box); } .verdict.wary { background: var(--wary-box); } .verdict.bad { background: var(--bad-box); }
.pathway { font-size: 1.1rem; font-weight: 600; }
.lines { list-style: none; margin: 0; padding: 0; }
.lines li { display: flex; gap: .6rem; padding: .25rem 0; } .lines .sign { flex: 0 0 1.4rem; font-weight: 700; text-align: center; }
.lines div { min-width: 0; overflow-wrap: anywhere; } .lines small { display: block; }
td:first-child { min-width: 6rem; max-width: min(20rem, 40vw); overflow-wrap: anywhere; } [data-tone="bad"] td:nth-child(3) { color: var(--bad); font-weight: 600; } [data-tone="wary"] td:nth-child(3) { color: var(--wary); }
footer { margin-top: 2.5rem; padding-top: .75rem; border-top: 1px solid var(--line); color: var(--faint); font-size: .875rem; }
footer p { overflow-wrap: anywhere; }
`
