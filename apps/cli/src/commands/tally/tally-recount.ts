import type { CivilDate, Digest } from '@feiyu/core'
import { bookYear, type RecountRequest, recount } from '@feiyu/gate'
import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { grouped } from '../../output/figures.ts'
import { item } from '../../output/section.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { refuseNoBook } from './existing-book.ts'
import { personsTable } from './figures-table.ts'
import { openOwnBook, ownUscc } from './own-book.ts'
import type { tallyRecountFlags } from './tally.flags.ts'

type Flags = FlagValues<typeof tallyRecountFlags>

/** Reads the crossings of a book anew; shows the figures before and after, and the day on which a line was reached. */
export async function runTallyRecount(context: Context, flags: Flags): Promise<ExitCode> {
  const { out, say } = context
  const change = changeOf(flags)
  const permits = flags.permit === undefined ? null : flags.permit.map(permitOf)
  const { reason, by } = flags
  if (reason === undefined || by === undefined) {
    throw new UsageError(
      'FEIYU_USAGE_UNSIGNED',
      `\`${reason === undefined ? '--reason' : '--by'}\` is missing; write why, and who answers for it`,
    )
  }
  const law = await readLaw(context)
  const uscc = await ownUscc(context, law, flags.uscc)
  const year = flags.year ?? bookYear(context.clock.now())
  await refuseNoBook(context, uscc, year)
  await using own = await openOwnBook(context, law, { uscc, year })
  const done = await recount(own.file, { change, permits, reason, by, lines: linesOf(law, context.today) })
  await own.tell()
  const { before, after, lines, corrections } = done
  out.document({
    uscc: own.uscc,
    year: own.book.year,
    crossings: corrections.map(({ permit }) => permit),
    before,
    after,
    lines,
  })
  const words = say.tally
  out.report(words.recounted(grouped(corrections.length)))
  out.report(
    personsTable(context, words.columns.figure, [
      { name: words.before, persons: before.upper },
      { name: words.after, persons: after.upper },
    ]),
  )
  for (const one of lines) {
    const isNew = one.before === null && one.after !== null
    const text = words.line(one.category, grouped(one.line), one.before, one.after)
    out.report(item(out, isNew ? '!' : '·', text, isNew ? { paint: out.paint.bad } : {}))
  }
  if (lines.some((one) => one.before === null && one.after !== null)) out.report(item(out, '!', words.reached))
  return exitCode.ok
}

function changeOf({ field, type, as, withdraw }: Flags): RecountRequest['change'] {
  const stated = [field, type, withdraw].filter((value) => value !== undefined)
  if (stated.length !== 1 || (as === undefined) !== (withdraw !== undefined)) {
    throw new UsageError(
      'FEIYU_USAGE_RECOUNT',
      'write one of `--field COLUMN --as CLASS`, `--type TYPE --as CLASS` and `--withdraw ARTICLE`',
    )
  }
  if (withdraw !== undefined) {
    return { kind: 'account', from: { kind: 'side', article: withdraw }, to: { kind: 'counted' } }
  }
  if (field !== undefined) return { kind: 'field', path: field, as: as! }
  return { kind: 'type', type: type!, as: as! }
}

function permitOf(text: string): Digest {
  if (isDigest(text)) return text
  throw new UsageError(
    'FEIYU_USAGE_PERMIT',
    `\`--permit\` cannot be \`${text}\`; write the whole id: \`sha256:\` and 64 hexadecimal digits`,
  )
}

function isDigest(text: string): text is Digest {
  return /^sha256:[0-9a-f]{64}$/.test(text)
}

/** The lines of the law in force on a day that are about the persons of a year. */
function linesOf(law: Law, day: CivilDate): RecountRequest['lines'] {
  return law.packs.flatMap((pack) =>
    [...pack.parameters.values()].flatMap(({ id, values }) => {
      const category = /^(ordinary|sensitive)-.*-line$/.exec(id)?.[1]
      const now = values.find(({ from, until }) => (from === null || from <= day) && (until === null || day < until))
      if ((category !== 'ordinary' && category !== 'sensitive') || typeof now?.value !== 'number') return []
      return [{ category, line: now.value } as const]
    }),
  )
}
