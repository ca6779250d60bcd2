import { extname } from 'node:path'
import { createLaw } from '@feiyu/law'
import { namesOf, readCases, shownByCases } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { UsageError } from '../../../errors.ts'
import { type ExitCode, exitCode } from '../../../exit-code.ts'
import type { Language } from '../../../i18n/language.ts'
import { messagesOf } from '../../../i18n/messages.ts'
import type { FlagValues } from '../../../options/flag.ts'
import { writeReport } from '../../../output/write-report.ts'
import { readPackSigners } from '../../../packs/pack-signers.ts'
import { namedPackFolders, readPack } from '../../../packs/read-packs.ts'
import { bilingualPage } from '../../../report/page.ts'
import { findPack } from '../find-pack.ts'
import type { packsReviewFlags } from '../packs.flags.ts'
import { reviewPage, reviewStyle } from './review-page.ts'

/** Writes the sheet on which a lawyer reviews a pack: article beside rule beside cases, one page that stands alone. */
export async function runPacksReview(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof packsReviewFlags>,
): Promise<ExitCode> {
  const { out, say } = context
  const id = args[0] ?? ''
  const path = flags.out ?? `${id}-review.html`
  if (!['.html', '.htm'].includes(extname(path).toLowerCase()))
    throw new UsageError('FEIYU_USAGE_REVIEW_KIND', `\`${path}\` is no .html; name a file that ends so`)
  const folders = await namedPackFolders(context, flags.folder)
  const signers = await readPackSigners(context)
  const law = createLaw(await Promise.all(folders.map((folder) => readPack(folder, signers))))
  const pack = findPack(law.packs, id)
  const cases = shownByCases(
    law,
    folders.flatMap(({ files }) => readCases(files)),
  )
  const reviewed = { law, pack, names: namesOf(law.packs), cases }
  const body = (language: Language) => reviewPage({ ...context, language, say: messagesOf(language) }, reviewed)
  const page = bilingualPage({
    first: context.language,
    title: {
      zh: messagesOf('zh').law.review.title(pack.title.zh, pack.version),
      en: messagesOf('en').law.review.title(pack.title.en, pack.version),
    },
    body: { zh: body('zh'), en: body('en') },
    style: reviewStyle,
  })
  await writeReport(path, page, { replace: true })
  out.document({ pack: pack.id, version: pack.version, digest: pack.digest, file: path })
  out.report(say.law.review.written(path))
  return exitCode.ok
}
