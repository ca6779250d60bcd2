/**
 * An English sentence and the Chinese one. `{}` stands for any part; `{days}`, `{facts}` and other names for parts
 * that have words of their own. The Chinese sentence takes the parts by number, `{1}` first.
 */
export type Phrase = readonly [english: string, chinese: string]

/** What a part of each kind is in Chinese. */
export type PartWords = Readonly<Record<string, (part: string) => string>>

/** A sentence as the Chinese one of the first phrase that it fits; `null` where none does. */
export function translator(phrases: readonly Phrase[], parts: PartWords): (english: string) => string | null {
  const compiled = phrases.map(compile)
  return (english) => {
    for (const { pattern, kinds, chinese } of compiled) {
      const match = pattern.exec(english)
      if (match === null) continue
      const said = kinds.map((kind, index) => (parts[kind] ?? same)(match[index + 1] ?? ''))
      return chinese.replace(/\{(\d)\}/g, (_, number: string) => said[Number(number) - 1] ?? '')
    }
    return null
  }
}

function compile([english, chinese]: Phrase) {
  const words = english.split(/\{[a-z]*\}/)
  const kinds = [...english.matchAll(/\{([a-z]*)\}/g)].map(([, kind]) => kind ?? '')
  const literal = words.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  const pattern = literal.reduce((before, text) => {
    // A part between backticks ends at the next one.
    const part = before.endsWith('`') && text.startsWith('`') ? '([^`]*)' : '([^]*?)'
    return `${before}${part}${text}`
  })
  return { pattern: new RegExp(`^${pattern}$`), kinds, chinese }
}

function same(part: string): string {
  return part
}
