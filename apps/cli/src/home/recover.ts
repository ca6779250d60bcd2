import { mayHaveLeft, type Recovered, recoverCrossings } from '@feiyu/gate'
import type { Context } from '../context.ts'
import { shortDigest } from '../output/figures.ts'
import { describeError } from '../output/report-error.ts'
import { recoveryContext } from './crossings.ts'
import type { Home } from './open-home.ts'

/** Closes crossings that a crash left open, and says so. */
export async function recoverHome(context: Context, home: Home): Promise<readonly Recovered[]> {
  const recovered = await recoverCrossings(recoveryContext(context, home))
  const words = context.say.home
  for (const one of recovered) {
    const id = one.permit === null ? '?' : shortDigest(one.permit.id)
    if (one.kind === 'closed') {
      context.out.note(words.recovered(id, words.ends[mayHaveLeft(one.outcome) ? 'inDoubt' : one.outcome.end]))
    }
    if (one.kind === 'forgotten') context.out.note(words.recovered(id, words.ends.unused))
    if (one.kind === 'postponed')
      context.out.note(words.recoveryPostponed(id, describeError(one.error, context).message))
  }
  return recovered
}
