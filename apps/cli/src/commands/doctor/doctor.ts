import process from 'node:process'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { item } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import { version } from '../../version.ts'
import type { doctorFlags } from './doctor.flags.ts'
import type { Finding } from './finding.ts'
import { checkFonts } from './fonts.ts'
import { checkClock, checkDisk, checkHome } from './machine.ts'
import { checkKeptPacks, checkPacks, checkStatements } from './own-files.ts'
import { checkKeys, checkLog } from './own-state.ts'

/** Looks at what Feiyu needs from this machine. Exit 1 when something would fail. */
export async function runDoctor(context: Context, flags: FlagValues<typeof doctorFlags>): Promise<ExitCode> {
  const { out, say } = context
  const findings = [
    checkVersions(context),
    ...checkPlatform(context),
    checkFonts(context),
    await checkHome(context),
    await checkDisk(context),
    await checkClock(context),
    await checkPacks(context),
    await checkKeptPacks(context),
    await checkStatements(context),
    await checkKeys(context),
    await checkLog(context, flags.receipt),
  ].flat()
  const failing = findings.filter((finding) => finding.state === 'fails').length
  const warned = findings.filter((finding) => finding.state === 'look').length
  out.document({ ok: failing === 0, checks: findings })
  if (!out.json) {
    out.report(out.paint.strong(say.doctor.title))
    for (const finding of findings) out.report(line(context, finding))
    const verdict =
      failing > 0
        ? out.paint.bad(say.doctor.wouldFail(failing))
        : warned > 0
          ? say.doctor.warned(warned)
          : out.paint.good(say.doctor.allGood)
    out.report(`\n${verdict}`)
  }
  return failing > 0 ? exitCode.fault : exitCode.ok
}

function line(context: Context, finding: Finding): string {
  const { out, say } = context
  const [sign, paint] =
    finding.state === 'good'
      ? (['✓', out.paint.good] as const)
      : finding.state === 'look'
        ? (['!', out.paint.wary] as const)
        : (['✗', out.paint.bad] as const)
  const found = item(out, sign, `${say.doctor.checks[finding.id]}${say.terms.colon}${printable(finding.found)}`, {
    paint,
  })
  return finding.advice === null ? found : `${found}\n${item(out, '→', finding.advice, { indent: 4 })}`
}

function checkVersions(context: Context): readonly Finding[] {
  const node = process.versions.node
  const enough = Number(node.split('.')[0]) >= 24
  return [
    { id: 'version', state: 'good', found: version(), advice: null },
    {
      id: 'node',
      state: enough ? 'good' : 'fails',
      found: node,
      advice: enough ? null : context.say.doctor.advice.node,
    },
  ]
}

function checkPlatform(context: Context): readonly Finding[] {
  const { out, say, language } = context
  const colour = out.paint.good('x') !== 'x'
  const columns = process.stdout.isTTY === true ? (process.stdout.columns ?? null) : null
  return [
    { id: 'platform', state: 'good', found: `${process.platform} ${process.arch}`, advice: null },
    { id: 'terminal', state: 'good', found: say.doctor.found.terminal(language, columns, colour), advice: null },
  ]
}
