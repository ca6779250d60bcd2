import type { Wording } from '@feiyu/law'
import type { Context } from '../context.ts'

/** A title as Chinese quotes it; one that names a law inside it is quoted already. */
export function quotedTitle(language: Context['language'], title: Wording): string {
  if (language === 'en') return title.en
  return title.zh.includes('《') ? title.zh : `《${title.zh}》`
}

/** A title with the articles that are cited of it, as each is called: `《…》第7条第1款第2项、附件5`, `…, art. 7(1)(2), 8`. */
export function citedText(language: Context['language'], title: Wording, articles: readonly Wording[]): string {
  const quoted = quotedTitle(language, title)
  if (articles.length === 0) return quoted
  if (language === 'zh') return `${quoted}${articles.map((article) => article.zh).join('、')}`
  const names = articles.map((article, index) =>
    articles[index - 1]?.en.startsWith(numbered) ? article.en.replace(numbered, '') : article.en,
  )
  return [quoted, ...names].join(', ')
}

/** The first day of a text; where no day is known its month, so that nobody reads a day that no source names. */
export function firstDay(say: Context['say'], from: string, fromMonth: string | null): string {
  return fromMonth === null ? from : say.packs.monthOnly(fromMonth)
}

/** Said once for several articles in a row. */
const numbered = 'art. '
