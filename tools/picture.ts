/**
 * `node tools/run.mjs tools/picture.ts OUT.svg TITLE < OUTPUT`: draws what a terminal showed, colours included, as an SVG.
 * The pictures of the README are made of real runs: see docs/images/README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import stringWidth from 'string-width'

/** A Latin letter is one cell wide, 0.6 of its size; a Chinese character is as wide as its size, two cells. */
const cellWidth = 7.8
const lineHeight = 20
const margin = 16
const titleHeight = 34

/** Colours by SGR code; the ones that the command line uses. */
const colours: Readonly<Record<number, string>> = {
  31: '#d1242f',
  32: '#1a7f37',
  33: '#9a6700',
  34: '#0969da',
  35: '#8250df',
  36: '#1b7c83',
  90: '#6e7781',
}

interface Style {
  readonly colour: string | null
  readonly bold: boolean
  readonly dim: boolean
}

const plain: Style = { colour: null, bold: false, dim: false }

const [out, title = ''] = process.argv.slice(2)
if (out === undefined) throw new Error('name the file to write: tools/picture.ts OUT.svg TITLE')
writeFileSync(out, draw(readFileSync(0, 'utf8'), title))

function draw(output: string, heading: string): string {
  const lines = output.replace(/\n+$/, '').split('\n')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape of terminals
  const columns = Math.max(60, ...lines.map((line) => stringWidth(line.replace(/\u001b\[[0-9;]*m/g, ''))))
  const width = Math.ceil(columns * cellWidth + 2 * margin)
  const height = titleHeight + lines.length * lineHeight + margin
  let style = plain
  const body = lines.map((line, index) => {
    const y = titleHeight + (index + 0.75) * lineHeight
    const drawn = drawLine(line, y, style)
    style = drawn.style
    return drawn.text
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(heading)}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="#ffffff" stroke="#d0d7de"/>`,
    `<path d="M0 ${titleHeight - 6}H${width}" stroke="#d0d7de"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', monospace" font-size="13" fill="#1f2328" xml:space="preserve">`,
    `<text x="${margin}" y="19" fill="#6e7781">${escapeXml(heading)}</text>`,
    ...body,
    '</g></svg>\n',
  ].join('\n')
}

/** One line; each stretch of one style starts at its own column, so that wide characters keep the table straight. */
function drawLine(line: string, y: number, before: Style): { readonly text: string; readonly style: Style } {
  let style = before
  let column = 0
  const spans: string[] = []
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape of terminals
  for (const part of line.split(/(\u001b\[[0-9;]*m)/)) {
    if (part.startsWith('\u001b')) style = restyle(style, part)
    else {
      for (const run of part.match(/[\u2E80-\uFFEF]+|[^\u2E80-\uFFEF]+/gu) ?? []) {
        if (run.trim() !== '') {
          const x = margin + column * cellWidth
          const size = stringWidth(run) > run.length ? ` font-size="${2 * cellWidth}"` : ''
          spans.push(`<tspan x="${x}"${size}${attributes(style)}>${escapeXml(run)}</tspan>`)
        }
        column += stringWidth(run)
      }
    }
  }
  return { text: spans.length === 0 ? '' : `<text y="${y}">${spans.join('')}</text>`, style }
}

function restyle(style: Style, escapeSequence: string): Style {
  let result = style
  for (const code of escapeSequence.slice(2, -1).split(';').map(Number)) {
    if (code === 0) result = plain
    else if (code === 1) result = { ...result, bold: true }
    else if (code === 2) result = { ...result, dim: true }
    else if (code === 22) result = { ...result, bold: false, dim: false }
    else if (code === 39) result = { ...result, colour: null }
    else if (colours[code] !== undefined) result = { ...result, colour: colours[code] ?? null }
  }
  return result
}

function attributes(style: Style): string {
  const fill = style.colour ?? (style.dim ? '#6e7781' : null)
  return `${fill === null ? '' : ` fill="${fill}"`}${style.bold ? ' font-weight="bold"' : ''}`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
