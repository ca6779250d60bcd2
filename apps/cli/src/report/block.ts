/** How something is meant to be seen: each has its sign as well, as colour alone says nothing to many readers. */
export type Tone = 'good' | 'bad' | 'wary' | 'faint' | 'plain'

/** One line of a list, with what is said below it. */
export interface Line {
  readonly sign: string
  readonly tone: Tone
  readonly text: string
  readonly notes: readonly string[]
}

/** One box of the path that led to the answer. */
export interface Step {
  readonly kind: 'start' | 'condition' | 'rule' | 'answer' | 'end' | 'aside'
  readonly tone: Tone
  readonly sign: string
  readonly text: string
  readonly note: string | null
}

/** What a report is made of, whatever it is written as. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly tone: Tone }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'lines'; readonly lines: readonly Line[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly { readonly title: string; readonly align: 'left' | 'right' }[]
      readonly rows: readonly { readonly cells: readonly string[]; readonly tone: Tone }[]
    }
  | { readonly kind: 'path'; readonly about: string; readonly steps: readonly Step[] }

export interface Section {
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

/** A report in one language. */
export interface Report {
  readonly language: 'zh' | 'en'
  readonly title: string
  readonly verdict: { readonly text: string; readonly tone: Tone }
  /** The answer in words, where there is one. */
  readonly answer: string | null
  readonly lead: readonly string[]
  readonly sections: readonly Section[]
  readonly foot: readonly string[]
}

/** A section, unless there is nothing in it. */
export function sectionOf(id: string, title: string, blocks: readonly Block[]): readonly Section[] {
  const filled = blocks.filter((block) => block.kind !== 'lines' || block.lines.length > 0)
  return filled.length === 0 ? [] : [{ id, title, blocks: filled }]
}

/** One line of a list. */
export function line(sign: string, text: string, tone: Tone = 'plain', notes: readonly string[] = []): Line {
  return { sign, tone, text, notes }
}
