import { basename, extname } from 'node:path'
import type { Law } from '@feiyu/law'
import { verdictOf } from '../commands/check/check-report.ts'
import type { Checked } from '../commands/check/checked.ts'
import { countryName } from '../commands/check/country.ts'
import { explainChecked } from '../commands/check/explain-checked.ts'
import { conditionsOfFile } from '../commands/check/judge-file.ts'
import type { Context } from '../context.ts'
import { UsageError } from '../errors.ts'
import type { Language } from '../i18n/language.ts'
import { messagesOf } from '../i18n/messages.ts'
import { pathwayText } from '../output/law-words.ts'
import { signatureText } from '../output/signature-words.ts'
import { printable } from '../output/width.ts'
import { writeReport } from '../output/write-report.ts'
import type { Report } from './block.ts'
import { checkSections } from './check-sections.ts'
import { reportHtml } from './report-html.ts'

/**
 * The kind of report that the name of a file asks for; told before a long scan.
 *
 * @throws UsageError for another kind of file
 */
export function reportKind(path: string): 'html' | 'pdf' {
  const extension = extname(path).toLowerCase()
  if (extension === '.html' || extension === '.htm') return 'html'
  if (extension === '.pdf') return 'pdf'
  throw new UsageError('FEIYU_USAGE_REPORT_KIND', `\`${path}\` is neither .html nor .pdf; name a file that ends so`)
}

/** Writes the report of a check: HTML in both languages, PDF in that of the run. It holds no value of any person. */
export async function writeCheckReport(context: Context, law: Law, checked: Checked, path: string): Promise<void> {
  if (reportKind(path) === 'html') {
    const reports = { zh: checkReport(context, law, checked, 'zh'), en: checkReport(context, law, checked, 'en') }
    await writeReport(path, reportHtml(context.language, reports), { replace: true })
    return
  }
  const { reportPdf } = await import('./report-pdf.ts')
  const bytes = await reportPdf(checkReport(context, law, checked, context.language))
  await writeReport(path, bytes, { replace: true })
}

function checkReport(run: Context, law: Law, checked: Checked, language: Language): Report {
  const context: Context = { ...run, language, say: messagesOf(language) }
  const { say } = context
  const { stated, judged, scanned } = checked
  const { answer } = judged
  const recipient = stated.recipient === null ? null : printable(stated.recipient)
  const conditions = conditionsOfFile(context, law, judged, checked)
  const used = new Set([answer, ...(answer.parts ?? [])].flatMap(({ packs }) => packs.map((pack) => pack.id)))
  return {
    language,
    title: say.check.title(printable(basename(scanned.report.path)), countryName(stated.country, language), recipient),
    verdict: verdictOf(context, { ...checked, conditions }),
    answer: answer.kind === 'decided' ? pathwayText(context, law, answer.pathway) : null,
    lead: [
      `${answer.pathway} · ${say.check.onDay(answer.asOf)}`,
      ...(stated.purpose === null
        ? []
        : [`${say.check.conditions.purpose}${say.terms.colon}${printable(stated.purpose)}`]),
    ],
    sections: checkSections(context, law, checked, conditions, explainChecked(law, checked)),
    foot: [
      say.law.report.made(context.today),
      scanned.report.digest === null ? say.scan.noDigest : say.scan.digest(scanned.report.digest),
      ...law.packs
        .filter((pack) => used.has(pack.id))
        .map(
          (pack) =>
            `${pack.title[language]} · ${pack.id} ${pack.version} · ${signatureText(context, pack)} · ${pack.digest}`,
        ),
      say.assess.notAdvice,
    ],
  }
}
