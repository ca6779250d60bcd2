import type { CivilDate } from '@feiyu/core'
import type { Citation } from '../answer.ts'
import { PackError } from '../errors.ts'
import type { CitationReference, Instrument } from '../pack/pack.ts'
import { inForce } from './in-force.ts'
import type { Law } from './law-model.ts'

/** Citations in force on the day, one object for each article. A row with none left would be a claim without a source: an error of the pack. */
export function citationsOn(
  law: Law,
  day: CivilDate,
): (references: readonly CitationReference[], at: string) => readonly Citation[] {
  const instruments = new Map(law.packs.flatMap((pack) => [...pack.instruments]))
  const interned = new Map<string, Citation>()
  return (references, at) => {
    const citations = references.flatMap((reference) => {
      const instrument = instruments.get(reference.instrument)
      if (instrument === undefined || !inForce(reference, day) || !inForce(instrument, day)) return []
      const key = `${reference.instrument}#${reference.article}`
      const known = interned.get(key) ?? citationOf(instrument, reference.article)
      interned.set(key, known)
      return [known]
    })
    if (citations.length > 0) return citations
    throw new PackError(
      'FEIYU_PACK_NO_CITATION',
      `no citation of this row is in force on ${day}; cite what is, or end the row before`,
      { at },
    )
  }
}

function citationOf(instrument: Instrument, article: string | null): Citation {
  const found = article === null ? undefined : instrument.articles.get(article)
  return {
    instrument: instrument.id,
    article,
    called: found?.called ?? null,
    title: instrument.title.zh,
    titleEn: instrument.title.en,
    mark: found?.mark ?? instrument.mark,
    until: instrument.until,
  }
}
