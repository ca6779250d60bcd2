import type { Block, Line, Report, Section, Step, Tone } from './block.ts'
import { fontFamilies } from './fonts.ts'

/** A digest, which a line has room for. Typst breaks no word, however long: what is longer may break anywhere. */
const longestWord = 'sha256:'.length + 64

/** A report as the source of Typst. Every text stands in it as a string, so that nothing in it can become markup. */
export function reportTypst(report: Report): string {
  const { title, language, verdict, answer, lead, sections, foot } = report
  return `#set document(title: ${text(title)}, date: none)
#set page(paper: "a4", margin: (x: 18mm, y: 18mm), numbering: "1 / 1", number-align: center)
#set text(font: (${fontFamilies.map(text).join(', ')}), size: 10pt, lang: ${text(language)}${language === 'zh' ? ', region: "cn"' : ''})
#set par(leading: 0.7em)
#let broken(it) = it.text.clusters().join("\\u{200B}")
#show regex("[\\x{21}-\\x{2FFF}]{${longestWord + 1},}"): broken
#let narrow(body) = { show regex("[\\x{21}-\\x{2FFF}]{21,}"): broken; body }
#let tones = (good: rgb("#116329"), wary: rgb("#7d4e00"), bad: rgb("#a40e26"), faint: luma(90), plain: black)
#let item(sign, tone, body, notes) = grid(columns: (1.4em, 1fr), gutter: 0.4em, text(fill: tones.at(tone), weight: "bold", sign), [
  #body
  #for note in notes [ \\ #text(size: 8.5pt, fill: luma(90), note)]
])
#let link(dashed) = block(above: 0pt, below: 0pt, inset: (left: 7pt + 0.6em), line(angle: 90deg, length: 8pt, stroke: (paint: luma(90), thickness: 1pt, dash: if dashed { "dotted" } else { "solid" })))
#let step(sign, tone, body, note, strong, dashed) = block(width: 78%, above: 0pt, below: 0pt, inset: 7pt, radius: 3pt, breakable: false,
  stroke: (paint: if strong { tones.at(tone) } else { luma(150) }, thickness: if strong { 1.2pt } else { 0.6pt }, dash: if dashed { "dashed" } else { "solid" }),
  narrow(grid(columns: (1.2em, 1fr), gutter: 0.6em, align(center, text(fill: tones.at(tone), weight: "bold", sign)), [
    #text(weight: if strong { "bold" } else { "regular" }, fill: if dashed { luma(90) } else { black }, body)
    #if note != none [ \\ #text(size: 8.5pt, fill: luma(90), note)]
  ])))
#show heading.where(level: 2): it => block(above: 1.4em, below: 0.7em, text(size: 12pt, it.body) + v(-0.5em) + line(length: 100%, stroke: 0.5pt + luma(180)))
#show heading.where(level: 3): it => block(above: 1.1em, below: 0.9em, text(size: 10.5pt, it.body))

#narrow(text(size: 16pt, weight: "bold", ${text(title)}))

#block(inset: 8pt, radius: 4pt, stroke: 1.2pt + tones.${verdict.tone}, text(size: 13pt, weight: "bold", fill: tones.${verdict.tone}, ${text(verdict.text)}))

${answer === null ? '' : `#text(size: 11.5pt, weight: "bold", ${text(answer)})\n`}
${lead.map((one) => `#text(fill: luma(90), ${text(one)})\n`).join('\n')}
${sections.map(sectionTypst).join('\n')}
#v(1.5em)
#line(length: 100%, stroke: 0.5pt + luma(180))
${foot.map((one) => `#text(size: 8pt, fill: luma(90), ${text(one)})\n`).join('\n')}
`
}

function sectionTypst({ title, blocks }: Section): string {
  return `#heading(level: 2, ${text(title)})\n${blocks.map(blockTypst).join('\n')}\n`
}

function blockTypst(block: Block): string {
  switch (block.kind) {
    case 'text':
      return `#text(fill: ${tone(block.tone)}, ${text(block.text)})\n`
    case 'title':
      return `#heading(level: 3, ${text(block.text)})`
    case 'lines':
      return block.lines.map(lineTypst).join('\n')
    case 'table': {
      const align = block.columns.map((column) => column.align).join(', ')
      const widths = block.columns.map((column) => (column.align === 'right' ? 'auto' : '1fr')).join(', ')
      const head = block.columns.map((column) => `strong(${text(column.title)})`).join(', ')
      const rows = block.rows.map(rowTypst).join(',\n  ')
      return `#narrow(table(columns: (${widths}), align: (${align}), stroke: (x, y) => (bottom: 0.5pt + luma(200)), table.header(${head}),\n  ${rows}))`
    }
    case 'path':
      return block.steps.map((step, index) => stepTypst(step, index === 0)).join('\n')
    default:
      return block satisfies never
  }
}

/** What a column counts as has the tone of its row, as on the page. */
function rowTypst({ cells, tone: meant }: { readonly cells: readonly string[]; readonly tone: Tone }): string {
  return cells
    .map((cell, index) => (index === 2 && meant !== 'plain' ? `text(fill: ${tone(meant)}, ${text(cell)})` : text(cell)))
    .join(', ')
}

function lineTypst({ sign, tone: meant, text: body, notes }: Line): string {
  return `#item(${text(sign)}, ${text(meant)}, ${text(body)}, (${notes.map((note) => `${text(note)},`).join(' ')}))`
}

function stepTypst({ kind, sign, tone: meant, text: body, note }: Step, isFirst: boolean): string {
  const strong = kind === 'answer' || kind === 'end'
  const dashed = kind === 'aside'
  return `${isFirst ? '' : `#link(${dashed})\n`}#step(${text(sign)}, ${text(meant)}, ${text(body)}, ${note === null ? 'none' : text(note)}, ${strong}, ${dashed})`
}

function tone(meant: Tone): string {
  return `tones.${meant}`
}

/** A string of Typst. */
function text(value: string): string {
  const escaped = value
    .replace(/["\\]/g, (sign) => `\\${sign}`)
    .replace(/\p{Cc}/gu, (sign) => {
      return `\\u{${sign.codePointAt(0)?.toString(16)}}`
    })
  return `"${escaped}"`
}
