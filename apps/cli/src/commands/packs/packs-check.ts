import { PackError } from '@feiyu/law'
import { checkPacks, isFinding, type PackProblem, type PackReport } from '@feiyu/law/packs'
import { valueTypes } from '@feiyu/scan'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { inChinese } from '../../i18n/zh/errors.ts'
import type { FlagValues } from '../../options/flag.ts'
import { grouped } from '../../output/figures.ts'
import { item } from '../../output/section.ts'
import { type SeenSignatures, signatureText } from '../../output/signature-words.ts'
import { packSignatures } from '../../packs/pack-signatures.ts'
import { readPackSigners } from '../../packs/pack-signers.ts'
import { namedPackFolders, type PackFolder } from '../../packs/read-packs.ts'
import type { packsCheckFlags } from './packs.flags.ts'

/** Proves the packs: every set of facts on every day has one answer, every type one class, every case passes. */
export async function runPacksCheck(context: Context, flags: FlagValues<typeof packsCheckFlags>): Promise<ExitCode> {
  const { out, say } = context
  const folders = await namedPackFolders(context, flags.folder)
  const checked = await checkPacks(
    folders.map(({ files }) => files),
    valueTypes.map((type) => type.id),
  )
  const { packs, problems } = await signed(context, folders, checked)
  const found = [...checked.problems, ...problems].map((one) => ({ ...one, message: problemText(context, one) }))
  const report = { ...checked, packs, problems: found }
  const good = report.problems.length === 0
  out.document({ ok: good, ...report })
  for (const pack of packs)
    out.report(`${pack.id} ${pack.version} ${out.paint.faint(`${pack.digest} ${signatureText(context, pack)}`)}`)
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
  // Text that cannot be read is an input to put right; packs that can be read and are wrong were found out, and so was a
  // signature that does not match.
  return checked.problems.every(isFinding) ? exitCode.fault : exitCode.usage
}

/** The sentence of a problem in the language of the command line; the name of a case stands before it. */
function problemText({ language, say }: Context, { code, message, case: name }: PackProblem): string {
  if (language === 'en') return message
  const own = name === undefined ? message : message.slice(`${name}: `.length)
  const said = inChinese(code, own) ?? own
  return name === undefined ? said : `${name}${say.terms.colon}${said}`
}

type CheckedPack = PackReport['packs'][number] & { readonly signatures: SeenSignatures }

/** Who signed each pack; a signature that does not match is a problem like any other. */
async function signed(context: Context, folders: readonly PackFolder[], report: PackReport) {
  const signers = await readPackSigners(context)
  const packs: CheckedPack[] = []
  const problems: PackProblem[] = []
  for (const [index, pack] of report.packs.entries()) {
    try {
      // The packs of a report stand in the order of their folders.
      packs.push({ ...pack, signatures: await packSignatures(folders[index]!.folder, pack, signers) })
    } catch (error) {
      if (!(error instanceof PackError)) throw error
      packs.push({ ...pack, signatures: { verified: [], unknown: [], refused: true } })
      problems.push({ code: error.code, message: error.message, at: error.at ?? null })
    }
  }
  return { packs, problems }
}
