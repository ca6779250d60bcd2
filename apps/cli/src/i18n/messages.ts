import { en } from './en/en.ts'
import type { Language } from './language.ts'
import { zh } from './zh/zh.ts'

/** Every text that the command line says. A key that one language lacks does not compile. */
export type Messages = typeof en

const catalogues: Readonly<Record<Language, Messages>> = { en, zh }

/** The catalogue of a language. */
export function messagesOf(language: Language): Messages {
  return catalogues[language]
}
