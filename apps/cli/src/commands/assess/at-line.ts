import { FactError } from '@feiyu/law'
import type { InputDocument } from '../../inputs/document.ts'

/** Decides facts of a file; what is wrong with one stands at its line. */
export function atLine<T>(document: InputDocument, decideFacts: () => T): T {
  try {
    return decideFacts()
  } catch (error) {
    if (!(error instanceof FactError)) throw error
    // `events[0].date` is the keys events, 0, date.
    const keys = (error.fact ?? '').split(/[.[\]]+/).filter((key) => key !== '')
    const at = document.at(keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)))
    throw new FactError(error.code, error.message, { fact: error.fact, at, cause: error })
  }
}
