import { wrap } from '../output/width.ts'
import type { Step } from './block.ts'
import { type Html, html, nothing } from './html.ts'

// Narrow enough to be read on a phone without scrolling: one column, boxes below each other.
const width = 420
const trunk = 20
const left = 44
const fontSize = 14
const lineHeight = 20
const noteSize = 12
const noteLineHeight = 17
const padding = 9
const gap = 14
/** A column is half an em, a Chinese character two; Latin letters are a little wider than that. */
const columns = Math.floor((width - left - 2 * padding - 4) / (fontSize * 0.58))
const boldColumns = Math.floor((width - left - 2 * padding - 4) / (fontSize * 0.64))
const noteColumns = Math.floor((width - left - 2 * padding - 4) / (noteSize * 0.56))

interface Placed {
  readonly step: Step
  readonly top: number
  readonly height: number
  readonly lines: readonly string[]
  readonly notes: readonly string[]
}

/** The path that led to the answer, drawn from the file down. Every word of it stands in the text of the report as well. */
export function pathSvg(steps: readonly Step[], about: string): Html {
  const placed = place(steps)
  const last = placed.at(-1)
  const height = last === undefined ? 0 : last.top + last.height + 2
  const main = placed.filter(({ step }) => step.kind !== 'aside')
  const end = main.at(-1)
  const asides = placed.filter(({ step }) => step.kind === 'aside')
  return html`<svg class="path" viewBox="0 0 ${width} ${height}" role="img" aria-label="${about}" font-size="${fontSize}">
${end === undefined ? nothing : html`<line class="trunk" x1="${trunk}" y1="${middle(main[0] ?? end)}" x2="${trunk}" y2="${middle(end)}"/>`}
${asides.length === 0 || end === undefined ? nothing : html`<line class="trunk dashed" x1="${trunk}" y1="${middle(end)}" x2="${trunk}" y2="${middle(asides.at(-1) ?? end)}"/>`}
${placed.map(box)}
</svg>`
}

function place(steps: readonly Step[]): readonly Placed[] {
  const placed: Placed[] = []
  let top = 2
  for (const step of steps) {
    const lines = wrap(step.text, step.kind === 'answer' || step.kind === 'end' ? boldColumns : columns)
    const notes = step.note === null ? [] : wrap(step.note, noteColumns)
    const height = 2 * padding + lines.length * lineHeight + notes.length * noteLineHeight
    placed.push({ step, top, height, lines, notes })
    top += height + gap
  }
  return placed
}

function middle({ top }: Placed): number {
  return top + padding + lineHeight / 2
}

function box({ step, top, height, lines, notes }: Placed): Html {
  const y = top + padding
  const centre = top + padding + lineHeight / 2
  const text = lines.map(
    (line, index) => html`<text x="${left + padding}" y="${y + 15 + index * lineHeight}">${line}</text>`,
  )
  const small = notes.map(
    (line, index) =>
      html`<text class="note" x="${left + padding}" y="${y + lines.length * lineHeight + 13 + index * noteLineHeight}" font-size="${noteSize}">${line}</text>`,
  )
  return html`<g class="${step.kind} ${step.tone}"><line class="trunk${step.kind === 'aside' ? ' dashed' : ''}" x1="${trunk}" y1="${centre}" x2="${left}" y2="${centre}"/>
<rect x="${left}" y="${top}" width="${width - left - 2}" height="${height}" rx="6"/>
<circle cx="${trunk}" cy="${centre}" r="11"/><text class="sign" x="${trunk}" y="${centre + 5}" text-anchor="middle">${step.sign}</text>
${text}${small}</g>
`
}

export const pathStyle = `
.path { display: block; width: 100%; max-width: 30rem; height: auto; }
.path rect { fill: var(--box); stroke: var(--line); } .path text { fill: var(--ink); } .path .note { fill: var(--faint); }
.path .trunk { stroke: var(--faint); stroke-width: 2; } .path .dashed { stroke-dasharray: 3 4; }
.path circle { fill: var(--paper); stroke: var(--faint); stroke-width: 2; } .path .sign { font-weight: 700; font-size: 13px; }
.path .good circle { stroke: var(--good); } .path .good .sign { fill: var(--good); }
.path .bad circle { stroke: var(--bad); } .path .bad .sign { fill: var(--bad); }
.path .wary circle { stroke: var(--wary); } .path .wary .sign { fill: var(--wary); }
.path .answer rect, .path .end rect { stroke-width: 2; } .path .answer text:not(.note):not(.sign), .path .end text:not(.sign) { font-weight: 700; }
.path .answer.good rect, .path .end.good rect { fill: var(--good-box); stroke: var(--good); }
.path .answer.wary rect, .path .end.wary rect { fill: var(--wary-box); stroke: var(--wary); }
.path .answer.bad rect, .path .end.bad rect { fill: var(--bad-box); stroke: var(--bad); }
.path .aside rect { stroke-dasharray: 4 4; fill: none; } .path .aside text { fill: var(--faint); }
`
