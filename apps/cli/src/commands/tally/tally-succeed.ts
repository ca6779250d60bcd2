import { takeOver } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { paragraph } from '../../output/section.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { isValidUscc, wrongUscc } from '../../statements/uscc.ts'
import { refuseNoBook } from './existing-book.ts'
import { personsTable } from './figures-table.ts'
import { openOwnBook } from './own-book.ts'
import type { tallySucceedFlags } from './tally.flags.ts'

/** Takes the book of a handler that was succeeded into the successor's (tally T12), and closes it. */
export async function runTallySucceed(
  context: Context,
  { from, date, reason, by, uscc, year }: FlagValues<typeof tallySucceedFlags>,
): Promise<ExitCode> {
  if (from === undefined || date === undefined || reason === undefined || by === undefined) {
    throw new UsageError(
      'FEIYU_USAGE_SUCCEED',
      '`--from`, `--date`, `--reason` and `--by` are needed; write whose book is taken over, since when, why, and who answers for it',
    )
  }
  if (!isValidUscc(from)) throw wrongUscc()
  if (date > context.today) {
    throw new UsageError(
      'FEIYU_USAGE_SUCCEED_DATE',
      `\`--date\` cannot be \`${date}\`; a succession counts from its day on`,
    )
  }
  const law = await readLaw(context)
  await using own = await openOwnBook(context, law, { uscc, year })
  await refuseNoBook(context, from, own.file.year)
  await using predecessor = await openOwnBook(context, law, { uscc: from, year: own.file.year })
  const before = await own.file.figures()
  await takeOver(predecessor.file, own.file, { date, reason, by })
  await own.tell()
  await predecessor.tell()
  const after = await own.file.figures()
  const { out, say } = context
  out.document({ uscc: own.uscc, year: own.file.year, from, date, before, after })
  const words = say.tally
  out.report(words.succeeded(from, own.uscc, own.file.year))
  out.report(
    personsTable(context, words.columns.figure, [
      { name: words.before, persons: before.upper },
      { name: words.after, persons: after.upper },
    ]),
  )
  out.report(paragraph(out, words.twice))
  return exitCode.ok
}
