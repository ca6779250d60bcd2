import type { CivilDate } from '@feiyu/core'
import { inForce } from '../engine/in-force.ts'
import type { Law } from '../engine/law.ts'
import type { CitationReference, Instrument } from '../pack/pack.ts'
import type { PackProblem } from './pack-problem.ts'

/** Values of parameters that count on a day on which none of their sources does: a number of law without a law. */
export function unsourcedNumbers(law: Law): readonly PackProblem[] {
  const instruments = new Map(law.packs.flatMap((pack) => [...pack.instruments]))
  const problems: PackProblem[] = []
  for (const pack of law.packs) {
    for (const parameter of pack.parameters.values()) {
      for (const value of parameter.values) {
        const { cite, from, until, at } = value
        if (from === null) continue
        // Sources begin and end on these days only; between two of them nothing changes.
        const days = [from, ...cite.flatMap((one) => endsOf(one, instruments.get(one.instrument)))]
        const bare = days
          .filter((day) => inForce({ from, until }, day))
          .sort()
          .find((day) => !cite.some((one) => counts(one, instruments.get(one.instrument), day)))
        if (bare === undefined) continue
        problems.push({
          code: 'FEIYU_PACK_NO_CITATION',
          message: `\`${parameter.id}\` is ${value.value} on ${bare}, but on that day none of its sources is in force (${cite.map((one) => sourceText(one, instruments.get(one.instrument))).join('; ')}); begin it with its source, or cite what it rested on`,
          at,
        })
      }
    }
  }
  return problems
}

function counts(reference: CitationReference, instrument: Instrument | undefined, day: CivilDate): boolean {
  return instrument !== undefined && inForce(reference, day) && inForce(instrument, day)
}

/** The first days on which a source no longer counts. */
function endsOf(reference: CitationReference, instrument: Instrument | undefined): readonly CivilDate[] {
  return [reference.until, instrument?.until ?? null].filter((day) => day !== null)
}

function sourceText(reference: CitationReference, instrument: Instrument | undefined): string {
  const from = [reference.from, instrument?.from ?? null]
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  const name = reference.article === null ? reference.instrument : `${reference.instrument}#${reference.article}`
  return from === undefined ? `\`${name}\`` : `\`${name}\` from ${from} on`
}
