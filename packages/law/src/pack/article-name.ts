import type { Wording } from './wording.ts'

/** What the only bracket of an article's number is: a paragraph (款), or an item of an article without paragraphs (项). */
export const brackets = ['paragraph', 'item'] as const
export type Bracket = (typeof brackets)[number]

const numbered = /^(\d+)(?:\((\d+)\))?(?:\((\d+)\))?$/

/**
 * How an article is cited: 第5条第1款第4项 and art. 5(1)(4). Of two brackets the first is a paragraph and the second an
 * item; what a single one is the pack has to say. What is no number is cited as it is written.
 */
export function articleName(id: string, bracket: Bracket | null): Wording {
  const [, article, first, second] = numbered.exec(id) ?? []
  if (article === undefined) return { zh: id, en: id }
  const en = `art. ${id}`
  if (first === undefined) return { zh: `第${article}条`, en }
  if (second !== undefined) return { zh: `第${article}条第${first}款第${second}项`, en }
  if (bracket === null) return { zh: `第${article}条（${first}）`, en }
  return { zh: `第${article}条第${first}${bracket === 'item' ? '项' : '款'}`, en }
}

/** Whether a number alone does not say how the article is cited: it has a single bracket, or is none. */
export function needsName(id: string): boolean {
  const [, article, first, second] = numbered.exec(id) ?? []
  return article === undefined || (first !== undefined && second === undefined)
}
