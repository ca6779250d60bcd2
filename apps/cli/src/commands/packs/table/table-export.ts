import { writeCsv, writeRuleTable } from '@feiyu/law/packs'
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
  const file = flags.out ?? null
  if (file !== null) await writeReport(file, await tableBytes(file, rows), { replace: flags.force === true })
  out.document({ pack: pack.id, decision: question, rows: rules.length, file, table: rows })
  out.report(file === null ? writeCsv(rows).trimEnd() : say.law.table.exported(file, rules.length))
  return exitCode.ok
}
