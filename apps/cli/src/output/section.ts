import type { Output } from './output.ts'
import { widthOf, wrap } from './width.ts'

/** A heading with its lines below, a blank line before; nothing when there are no lines. */
export function section(out: Output, title: string, lines: readonly string[]): void {
  if (lines.length === 0) return
  out.report('')
  out.report(out.paint.strong(title))
  for (const line of lines) out.report(line)
}

/** A text behind a sign, wrapped so that every line begins below the text and not below the sign. */
export function item(
  out: Output,
  sign: string,
  text: string,
  options: { readonly indent?: number; readonly paint?: (text: string) => string } = {},
): string {
  const indent = ' '.repeat(options.indent ?? 2)
  const hang = ' '.repeat(widthOf(sign) + 1)
  const paint = options.paint ?? ((line: string) => line)
  return wrap(text, out.width - indent.length - hang.length)
    .map((line, index) => `${indent}${index === 0 ? `${paint(sign)} ` : hang}${line}`)
    .join('\n')
}

/** A text that ends in a path, which is never broken: whoever needs it takes it from there. */
export function pathItem(out: Output, sign: string, say: (path: string) => string, path: string): string {
  const whole = `  ${sign} ${say(path)}`
  return widthOf(whole) <= out.width ? whole : `${item(out, sign, say('').trimEnd())}\n    ${path}`
}

/**
 * A command to be pasted, in its parts: on one line where it fits, else each part on its own, all but the last with `\\` at
 * the end. A part is never broken, however long.
 */
export function commandLines(out: Output, parts: readonly string[]): readonly string[] {
  const whole = `  ${parts.join(' ')}`
  if (widthOf(whole) <= out.width) return [out.paint.strong(whole)]
  return parts.map((part, index) =>
    out.paint.strong(`${index === 0 ? '  ' : '    '}${part}${index === parts.length - 1 ? '' : ' \\'}`),
  )
}

/** A wrapped text with an indent. */
export function paragraph(out: Output, text: string, indent = 2): string {
  return wrap(text, out.width - indent)
    .map((line) => ' '.repeat(indent) + line)
    .join('\n')
}
