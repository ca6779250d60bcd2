import { checkPacks } from '@feiyu/law'
import { valueTypes } from '@feiyu/scan'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { grouped } from '../../output/figures.ts'
import { item } from '../../output/section.ts'
import { readPackFiles } from '../../packs/read-packs.ts'
import type { packsCheckFlags } from './packs.flags.ts'

/** Proves the packs: every set of facts on every day has one answer, every type one class, every case passes. */
export async function runPacksCheck(context: Context, flags: FlagValues<typeof packsCheckFlags>): Promise<ExitCode> {
  const { out, say } = context
  const files = await readPackFiles(flags.folder ?? context.packsFolder)
  const report = await checkPacks(
    files,
    valueTypes.map((type) => type.id),
  )
  const good = report.problems.length === 0
  out.document({ ok: good, ...report })
  for (const pack of report.packs) out.report(`${pack.id} ${pack.version} ${out.paint.faint(pack.digest)}`)
  for (const problem of report.problems) {
    const where = problem.at === null ? '' : ` (${problem.at})`
    out.report(item(out, '✗', `${problem.message}${where} ${problem.code}`, { paint: out.paint.bad }))
  }
  if (good) {
    const regions = report.intervals.reduce((sum, interval) => sum + interval.regions, 0)
    out.report(
      item(out, '✓', say.packs.checked(report.intervals.length, grouped(regions), report.cases), {
        paint: out.paint.good,
      }),
    )
    if (report.skipped > 0) out.report(out.paint.faint(say.packs.skipped(report.skipped)))
  } else out.report(out.paint.bad(say.packs.problems(report.problems.length)))
  if (good) return exitCode.ok
  // A pack that cannot be read is an input to put right; one that can be read and is wrong was found out.
  return report.packs.length === 0 ? exitCode.usage : exitCode.fault
}
