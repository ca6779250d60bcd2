import { mayDestroyFrom } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { paragraph } from '../../output/section.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { refuseNoBook } from './existing-book.ts'
import { personsTable } from './figures-table.ts'
import { openOwnBook, ownUscc } from './own-book.ts'
import type { tallyDestroyFlags } from './tally.flags.ts'

/** Destroys a book that was kept long enough (tally T11). Without `--yes` it only says what would be destroyed. */
export async function runTallyDestroy(
  context: Context,
  { year, by, yes, uscc }: FlagValues<typeof tallyDestroyFlags>,
): Promise<ExitCode> {
  if (year === undefined || by === undefined) {
    throw new UsageError(
      'FEIYU_USAGE_DESTROY',
      '`--year` and `--by` are needed; write which book is meant, and who answers for it',
    )
  }
  const law = await readLaw(context)
  const code = await ownUscc(context, law, uscc)
  await refuseNoBook(context, code, year)
  await using own = await openOwnBook(context, law, { uscc: code, year })
  const figures = await own.file.figures()
  const from = mayDestroyFrom(year)
  const isDestroyed = yes === true
  if (isDestroyed) await own.destroy(by)
  const { out, say } = context
  const words = say.tally
  out.document({ uscc: code, year, destroyed: isDestroyed, mayBeDestroyedFrom: from, figures })
  out.report(isDestroyed ? words.destroyed(code, year) : words.wouldDestroy(code, year, from))
  out.report(personsTable(context, words.columns.figure, [{ name: words.figures.upper, persons: figures.upper }]))
  out.report(paragraph(out, isDestroyed ? words.totalsStay : words.sayYes))
  return exitCode.ok
}
