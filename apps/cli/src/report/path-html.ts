import type { Step } from './block.ts'
import { type Html, html, nothing } from './html.ts'

/** The path that led to the answer, drawn from the file down: a list whose signs stand on one line, in text that wraps by itself. */
export function pathHtml(steps: readonly Step[], about: string): Html {
  return html`<ol class="path" role="list" aria-label="${about}">${steps.map((step, index) => stepHtml(step, steps[index + 1]))}</ol>`
}

function stepHtml({ kind, tone, sign, text, note }: Step, next: Step | undefined): Html {
  const onward = next === undefined ? 'last' : next.kind === 'aside' ? 'leaves' : 'leads'
  return html`
<li class="${kind} ${tone} ${onward}"><span class="sign">${sign}</span><div>${text}${note === null ? nothing : html`<small>${note}</small>`}</div></li>`
}

export const pathStyle = `
.path { list-style: none; max-width: 44rem; margin: .75rem 0; padding: 0; }
.path li { position: relative; display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); column-gap: .75rem; padding-bottom: .75rem; }
.path li::before, .path li::after { content: ""; position: absolute; border: 0 solid var(--faint); }
.path li::before { left: calc(.875rem - 1px); top: 1.375rem; bottom: -1.375rem; border-left-width: 2px; }
.path li::after { left: 1.75rem; top: calc(1.375rem - 1px); width: .75rem; border-top-width: 2px; }
.path .leaves::before, .path .aside::before, .path .aside::after { border-style: dotted; } .path .last::before { display: none; }
.path .sign { z-index: 1; width: 1.75rem; height: 1.75rem; margin-top: .5rem; border: 2px solid var(--faint); border-radius: 50%; background: var(--paper);
  font-size: .8125rem; font-weight: 700; line-height: 1.5rem; text-align: center; }
.path div { min-width: 0; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--box); overflow-wrap: anywhere; }
.path small { display: block; }
.path .good .sign { border-color: var(--good); color: var(--good); } .path .bad .sign { border-color: var(--bad); color: var(--bad); }
.path .wary .sign { border-color: var(--wary); color: var(--wary); }
.path li:is(.good, .bad, .wary, .faint) { color: inherit; } .path :is(.answer, .end) div { border-width: 2px; font-weight: 700; } .path small { font-weight: 400; }
.path :is(.answer, .end).good div { background: var(--good-box); border-color: var(--good); }
.path :is(.answer, .end).wary div { background: var(--wary-box); border-color: var(--wary); }
.path :is(.answer, .end).bad div { background: var(--bad-box); border-color: var(--bad); }
.path .aside div { border-style: dashed; background: none; color: var(--faint); }
`
