import { writeCsv, writeRuleTable } from '@feiyu/law'
import type { Context } from '../../../context.ts'
import { type ExitCode, exitCode } from '../../../exit-code.ts'
import type { FlagValues } from '../../../options/flag.ts'
import { writeReport } from '../../../output/write-report.ts'
import { readLaw } from '../../../packs/read-packs.ts'
import { findDecision } from './find-decision.ts'
import type { tableExportFlags } from './table.flags.ts'
import { formatOf, tableBytes } from './table-file.ts'

/** Writes one decision as a table that a spreadsheet opens; without a file, as CSV on standard output. */
export async function runTableExport(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof tableExportFlags>,
): Promise<ExitCode> {
  const { out, say, language } = context
  const [id = '', question = ''] = args
  if (flags.out !== undefined) formatOf(flags.out)
  const law = await readLaw(context, flags.folder)
  const { pack, rules } = findDecision(law, id, question)
  const rows = writeRuleTable(law, rules, language)
  out.document({ pack: pack.id, decision: question, rows: rules.length, file: flags.out ?? null, table: rows })
  if (flags.out === undefined) {
    out.report(writeCsv(rows).trimEnd())
    return exitCode.ok
  }
  await writeReport(flags.out, await tableBytes(flags.out, rows), { replace: flags.force === true })
  out.report(say.law.table.exported(flags.out, rules.length))
  return exitCode.ok
}
