import { styleText } from 'node:util'

/** Colours by what they say, not by how they look. */
export interface Paint {
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly wary: (text: string) => string
  readonly faint: (text: string) => string
  readonly strong: (text: string) => string
  readonly title: (text: string) => string
}

/** Colours for one stream: real ones on a terminal, none in a file, a pipe, or where NO_COLOR asks for none. */
export function paintFor(stream: { readonly isTTY?: boolean }, noColour: boolean): Paint {
  const colour = stream.isTTY === true && !noColour
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text
  return {
    good: style('green'),
    bad: style('red'),
    wary: style('yellow'),
    faint: style('dim'),
    strong: style('bold'),
    title: style(['bold', 'underline']),
  }
}
