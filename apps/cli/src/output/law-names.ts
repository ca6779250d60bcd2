import type { Pack } from '@feiyu/law'
import { labelOf, namesOf } from '@feiyu/law/packs'
import type { Context } from '../context.ts'
import { citedText } from './citation-words.ts'

/** What facts, outcomes and articles are called, by packs that need not be one law. */
export interface LawNames {
  readonly fact: (name: string) => string
  /** `“…” (CODE)`; `null` where the text is no code of an outcome. */
  readonly outcome: (code: string) => string | null
  /** `instrument#article [until …]` with the title of the instrument. */
  readonly citation: (reference: string) => string
}

export function lawNames({ language, say }: Context, packs: readonly Pack[]): LawNames {
  const names = namesOf(packs)
  const outcomes = new Map(packs.flatMap((pack) => pack.pathways.map((one) => [one.code, one[language]] as const)))
  const daysText = (days: string) => {
    const [, from = null] = /from (\S+?)[\] ]/.exec(days) ?? []
    const [, until = null] = /until (\S+?)\]/.exec(days) ?? []
    const text = say.law.diff.interval(from, until)
    return language === 'zh' ? `（${text}）` : ` (${text})`
  }
  const instruments = new Map(packs.flatMap((pack) => [...pack.instruments]))
  return {
    fact: (name) => labelOf(names, name)[language],
    outcome: (code) => {
      const text = outcomes.get(code)
      return text === undefined ? null : language === 'zh' ? `“${text}”（${code}）` : `“${text}” (${code})`
    },
    citation: (reference) => {
      const [, id = reference, article, days = ''] = /^([^#[]+?)(?:#(.*?))?( \[.*\])?$/.exec(reference) ?? []
      const instrument = instruments.get(id)
      if (instrument === undefined) return reference
      const called = article === undefined ? undefined : instrument.articles.get(article)?.called
      return `${citedText(language, instrument.title, called === undefined ? [] : [called])}${days === '' ? '' : daysText(days)}`
    },
  }
}
