type Sentence = (...values: readonly string[]) => string

const sentences: Readonly<Record<string, Sentence>> = {}

/**
 * An error in Chinese: the sentence of its code with the values that the English text holds in backticks. `null` where
 * there is no sentence, or where it needs a value that the text does not hold.
 */
export function inChinese(code: string, english: string): string | null {
  const sentence = sentences[code]
  if (sentence === undefined) return null
  const values = [...english.matchAll(/`([^`]*)`/g)].map((match) => match[1] ?? '')
  return sentence(...values)
}
