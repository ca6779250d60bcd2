import type { Entry } from '@feiyu/evidence'
import { mayHaveLeft } from '@feiyu/gate'
import type { Messages } from '../../i18n/messages.ts'
import { grouped } from '../../output/figures.ts'

/** What an entry says, in a few words. Entries hold no personal data, so nothing has to be left out. */
export function entrySummary(entry: Entry, say: Messages): string {
  const { entries } = say.log
  switch (entry.kind) {
    case 'permit':
      return entries.permit(entry.body.ground.pathway, entry.body.country)
    case 'outcome': {
      const { end, stop, released } = entry.body
      const how = entries.ends[end]
      if (stop === undefined) return entries.outcome(how, grouped(released.rows))
      const stopped = entries.stopped(how, stop.code, stop.row ?? null, stop.column ?? null)
      return mayHaveLeft(entry.body)
        ? `${stopped}${say.terms.listSemicolon}${entries.mayHaveLeft(grouped(released.rows))}`
        : stopped
    }
    case 'deny':
      return entries.denied(
        entry.body.reasons.map(({ code }) => code).join(say.terms.listComma),
        entry.body.country ?? null,
      )
    case 'tally': {
      const { cause, upper } = entry.body
      return entries.tally(entries.causes[cause], grouped(upper.ordinary), grouped(upper.sensitive))
    }
    default: {
      const unknown: never = entry
      return unknown
    }
  }
}
