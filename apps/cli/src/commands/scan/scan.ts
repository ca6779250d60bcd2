import { FeiyuError } from '@feiyu/core'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { describeError } from '../../output/report-error.ts'
import { printable } from '../../output/width.ts'
import { readLaw } from '../../packs/read-packs.ts'
import type { FileReport } from '../../scanning/file-report.ts'
import {
  columnsTable,
  fileLine,
  foundSection,
  markingSections,
  personsSection,
  remarkSections,
} from '../../scanning/file-sections.ts'
import { scanFile } from '../../scanning/scan-file.ts'
import type { scanFlags } from './scan.flags.ts'

type Entry = FileReport | { readonly path: string; readonly error: ReturnType<typeof describeError> }

/**
 * Scans files one after another. A file that cannot be read is an error entry of its own and the others are still
 * reported; the exit code is then 2.
 */
export async function runScan(
  context: Context,
  paths: readonly string[],
  flags: FlagValues<typeof scanFlags>,
): Promise<ExitCode> {
  const { out } = context
  const law = await readLaw(context)
  const asOf = flags.asOf ?? context.today
  const entries: Entry[] = []
  for (const [index, path] of paths.entries()) {
    if (index > 0) out.report('')
    try {
      const { report } = await scanFile(context, law, path, { ...flags, asOf })
      entries.push(report)
      if (!out.json) reportFile(context, report, flags.full === true)
    } catch (error) {
      if (!(error instanceof FeiyuError) || error.name === 'PackError' || paths.length === 1) throw error
      const described = describeError(error, context)
      entries.push({ path, error: described })
      out.report(`${out.paint.bad('✗')} ${printable(described.message)}`)
      if (described.hint !== undefined) out.report(`  → ${printable(described.hint)}`)
    }
  }
  out.document({ files: entries })
  return entries.some((entry) => 'error' in entry) ? exitCode.usage : exitCode.ok
}

function reportFile(context: Context, report: FileReport, whole: boolean): void {
  const { out, say } = context
  out.report(out.paint.strong(printable(report.path)))
  out.report(fileLine(context, report))
  markingSections(context, report)
  out.report('')
  out.report(columnsTable(context, report, whole))
  foundSection(context, report)
  personsSection(context, report)
  remarkSections(context, report)
  out.report('')
  out.report(out.paint.faint(report.digest === null ? say.scan.noDigest : say.scan.digest(report.digest)))
}
