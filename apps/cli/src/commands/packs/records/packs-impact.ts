import { type Compared, ImpactTotals } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { UsageError } from '../../../errors.ts'
import { type ExitCode, exitCode } from '../../../exit-code.ts'
import type { FlagValues } from '../../../options/flag.ts'
import { grouped } from '../../../output/figures.ts'
import { compareRecords, decisionsPath } from './compare-records.ts'
import { groupsSection } from './groups-section.ts'
import { lawSide } from './law-side.ts'
import type { packsImpactFlags } from './records.flags.ts'

/** Whose pathway, duties or citations change between two versions of packs or two days, and by which rule. */
export async function runPacksImpact(context: Context, flags: FlagValues<typeof packsImpactFlags>): Promise<ExitCode> {
  const { out, say } = context
  const path = decisionsPath(flags.decisions)
  if (flags.from === undefined || flags.to === undefined) {
    throw new UsageError(
      'FEIYU_USAGE_NO_SIDES',
      '`--from` and `--to` belong together; name a folder of packs, a released pack, a day, or `current` for each',
    )
  }
  const [from, to] = [await lawSide(context, flags.from), await lawSide(context, flags.to)]
  const totals = new ImpactTotals()
  const take = (name: string, compared: Compared) => totals.add(name, compared)
  const unreadable = await compareRecords(context, path, { from, to }, take, flags.out)
  const report = totals.report()
  out.document({ from: flags.from, to: flags.to, ...report, unreadableRecords: unreadable.named })
  const words = say.records
  out.report(words.impact(grouped(report.changed), grouped(report.decisions)))
  out.report(`  ${words.impactOf(grouped(report.pathway), grouped(report.duties), grouped(report.citations))}`)
  if (report.unreadable > 0) out.report(out.paint.wary(`  ${words.unreadable(grouped(report.unreadable))}`))
  groupsSection(context, { from: from.law, to: to.law }, report.groups)
  unreadable.note()
  return report.unreadable > 0 ? exitCode.usage : exitCode.ok
}
