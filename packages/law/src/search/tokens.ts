const han = /\p{Script=Han}+/gu
const words = /[\p{Script=Latin}\p{Nd}]+/gu

/**
 * The parts by which a text is found: pairs of neighbouring Chinese characters (a lone one as it is), and words in lower
 * case without an English plural. No dictionary and no locale: the same everywhere.
 */
export function tokensOf(text: string): readonly string[] {
  const found: string[] = []
  const normal = text.normalize('NFKC').toLowerCase()
  for (const [run] of normal.matchAll(han)) {
    const characters = [...run]
    if (characters.length === 1) found.push(run)
    for (let index = 1; index < characters.length; index++) found.push(`${characters[index - 1]}${characters[index]}`)
  }
  for (const [word] of normal.matchAll(words)) found.push(word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word)
  return found
}
