import { findings } from './packs/findings.ts'
import { loading } from './packs/loading.ts'
import { names } from './packs/names.ts'
import { partWords } from './packs/part-words.ts'
import { type Phrase, translator } from './packs/phrase.ts'
import { cells, tables } from './packs/tables.ts'

const byCode: readonly (readonly [string, readonly Phrase[]])[] = [loading, names, findings, tables].flatMap((part) =>
  Object.entries(part),
)

/** Codes of packs that have a sentence. */
export const packCodes: readonly string[] = [...new Set(byCode.map(([code]) => code))]

const phrases = [...byCode.flatMap(([, own]) => own), ...cells]

/**
 * A sentence about packs in Chinese; `null` where there is none. A code has several sentences, and some are part of another
 * one: which it is, the sentence itself says.
 */
export const packSentence: (english: string) => string | null = translator(
  phrases,
  partWords((english) => packSentence(english) ?? english),
)
