import { type Compared, ShadowTotals } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { type ExitCode, exitCode } from '../../../exit-code.ts'
import type { FlagValues } from '../../../options/flag.ts'
import { grouped } from '../../../output/figures.ts'
import { compareRecords, decisionsPath } from './compare-records.ts'
import { groupsSection } from './groups-section.ts'
import { lawSide } from './law-side.ts'
import type { packsShadowFlags } from './records.flags.ts'

/**
 * How far a candidate agrees with the law in force on recorded facts. It reports and nothing else: no other command reads
 * the candidate.
 */
export async function runPacksShadow(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof packsShadowFlags>,
): Promise<ExitCode> {
  const { out, say } = context
  const path = decisionsPath(flags.decisions)
  const inForce = await lawSide(context, 'current')
  const candidate = await lawSide(context, args[0] ?? '')
  const totals = new ShadowTotals(inForce.law, candidate.law)
  const sides = { from: inForce, to: candidate }
  const take = (name: string, compared: Compared) => totals.add(name, compared)
  const unreadable = await compareRecords(context, path, sides, take, flags.out)
  const report = totals.report()
  out.document({ candidate: args[0], ...report, unreadableRecords: unreadable.named })
  const words = say.records
  out.report(words.agreed(grouped(report.agreed), grouped(report.decisions)))
  out.report(`  ${words.samePathway(grouped(report.samePathway))}`)
  out.report(`  ${words.direction(grouped(report.lighter), grouped(report.stricter), grouped(report.undecided))}`)
  if (report.unreadable > 0) out.report(out.paint.wary(`  ${words.unreadable(grouped(report.unreadable))}`))
  groupsSection(context, { from: inForce.law, to: candidate.law }, report.groups)
  out.report('')
  out.report(out.paint.faint(words.onlyReports))
  unreadable.note()
  return report.unreadable > 0 ? exitCode.usage : exitCode.ok
}
