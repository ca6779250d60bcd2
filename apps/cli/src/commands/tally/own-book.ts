import { bookYear } from '@feiyu/gate'
import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import type { HandlerBook } from '../../home/handler-book.ts'
import { openHome } from '../../home/open-home.ts'
import { recoverHome } from '../../home/recover.ts'
import { standingOn } from '../../statements/statement.ts'
import { readStatements, statementsPath } from '../../statements/statements-file.ts'
import { isValidUscc, wrongUscc } from '../../statements/uscc.ts'

/** A year that no clock of this program shows, or that lies ahead, has no book. */
const firstYear = 2000

/**
 * The book that a command is to change: of the handler and the year of the flags, else of the standing statements and of
 * today. Crossings that a crash left open are closed first.
 */
export async function openOwnBook(
  context: Context,
  law: Law,
  flags: { readonly uscc: string | undefined; readonly year: number | undefined },
): Promise<HandlerBook> {
  const uscc = await ownUscc(context, law, flags.uscc)
  const now = context.clock.now()
  const year = flags.year ?? bookYear(now)
  if (year < firstYear || year > bookYear(now)) {
    throw new UsageError(
      'FEIYU_USAGE_YEAR',
      `\`--year\` cannot be \`${year}\`; write a year up to \`${bookYear(now)}\``,
    )
  }
  const home = await openHome(context)
  await recoverHome(context, home)
  return await home.bookOf(uscc, year === bookYear(now) ? now : Date.parse(`${year}-07-01T00:00:00Z`))
}

/** The code of the handler that a command means: that of the flag, else of the standing statements. */
export async function ownUscc(context: Context, law: Law, flag: string | undefined): Promise<string> {
  const uscc = flag ?? (await standingUscc(context, law))
  if (!isValidUscc(uscc)) throw wrongUscc()
  return uscc
}

async function standingUscc(context: Context, law: Law): Promise<string> {
  const path = statementsPath(context.config)
  const statements = await readStatements(path, law.facts, context.stdin, { optional: true })
  const found = statements.find((one) => one.fact === 'handler_uscc' && standingOn(one, context.today) === 'in-force')
  if (typeof found?.value === 'string') return found.value
  throw new UsageError(
    'FEIYU_USAGE_NO_HANDLER',
    'no `--uscc`, and `feiyu init` has not been told of a handler; write the code of whose book is meant',
  )
}
