import { basename } from 'node:path'
import { digestOf, nearest } from '@feiyu/core'
import { importList } from '@feiyu/law/packs'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { readBytes } from '../../inputs/read-file.ts'
import type { FlagValues } from '../../options/flag.ts'
import { writeReport } from '../../output/write-report.ts'
import { readLaw } from '../../packs/read-packs.ts'
import type { packsRowsFlags } from './packs.flags.ts'
import { readTable } from './table/table-file.ts'

/** Prints, or writes whole or not at all, the file of a list with the rows of an official table, for whoever holds the text that the pack lacks. */
export async function runPacksRows(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof packsRowsFlags>,
): Promise<ExitCode> {
  const law = await readLaw(context)
  const lists = law.packs.flatMap((pack) => pack.lists)
  const list = lists.find((one) => one.id === flags.list)
  if (list === undefined) {
    const known = lists.map((one) => one.id)
    const near = nearest(flags.list ?? '', known)
    const hint = near === undefined ? `there are \`${known.join(', ')}\`` : `did you mean \`${near}\`?`
    throw new UsageError('FEIYU_USAGE_UNKNOWN_LIST', `no list \`${flags.list ?? ''}\`; ${hint}`)
  }
  const path = args[0] ?? ''
  if (flags.mark === undefined)
    throw new UsageError(
      'FEIYU_USAGE_MARK',
      '`--mark` is missing; say how you know the table: V read in the official text, V2 in a secondary one, R in a repository, M from memory',
    )
  const table = await readTable(path, context.stdin)
  const digest = await digestOf(new Uint8Array(await readBytes(path)))
  const from = { file: basename(path), digest, mark: flags.mark, complete: flags.complete === true }
  const { yaml, rows } = importList(law, list, from, table)
  const file = flags.out ?? null
  // The list that is written may be the one that was read: a shell that redirects would have emptied it first.
  if (file !== null) await writeReport(file, yaml, { replace: true })
  context.out.document({ list: list.id, rows, file, yaml })
  context.out.report(file === null ? yaml.trimEnd() : context.say.packs.rowsWritten(file, rows))
  return exitCode.ok
}
