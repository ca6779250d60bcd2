import { createLaw, type Law } from '@feiyu/law'
import { type CasesOfPack, readCases, type SearchHit, searchLaw, shownByCases } from '@feiyu/law/packs'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { citedText, firstDay } from '../../output/citation-words.ts'
import { grouped } from '../../output/figures.ts'
import { item, paragraph } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import { readPackSigners } from '../../packs/pack-signers.ts'
import { namedPackFolders, readPack } from '../../packs/read-packs.ts'
import type { lawSearchFlags } from './law.flags.ts'

const mostHits = 20

/** Finds texts, articles, lists and cases in the packs, the best first, each with the days on which it is in force. */
export async function runLawSearch(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof lawSearchFlags>,
): Promise<ExitCode> {
  const { out, say } = context
  const query = args.join(' ')
  if (!/[\p{L}\p{N}]/u.test(query))
    throw new UsageError('FEIYU_USAGE_NO_WORDS', `\`${printable(query)}\` holds no word; write what to look for`)
  const folders = await namedPackFolders(context, flags.folder)
  const signers = await readPackSigners(context)
  const law = createLaw(await Promise.all(folders.map((folder) => readPack(folder, signers))))
  const cases = folders.map(({ files }, index) => [law.packs[index]?.id ?? '', readCases(files)] as const)
  const { asOf, kind } = flags
  const judged = asOf === undefined ? null : judgedBefore(law, cases, asOf)
  const isOf = (hit: SearchHit, day: string) =>
    hit.kind === 'case' ? judged?.has(hit.id) === true : isInForce(hit, day)
  const all = searchLaw(law, cases, query)
    .filter((hit) => kind === undefined || hit.kind === kind)
    .filter((hit) => asOf === undefined || isOf(hit, asOf))
  const shown = all.slice(0, flags.limit ?? mostHits)
  out.document({ query, hits: shown, found: all.length })
  for (const hit of shown) reportHit(context, law, hit)
  out.report(out.paint.faint(`${say.law.search.found(grouped(all.length), grouped(shown.length))}`))
  return exitCode.ok
}

/** The places of the cases of that day's law: judged by then, by rules that were in force on it. */
function judgedBefore(law: Law, cases: readonly CasesOfPack[], day: string): ReadonlySet<string> {
  const rules = Map.groupBy(
    law.packs.flatMap((pack) => pack.rules),
    (rule) => rule.id,
  )
  const earlier = cases.flatMap(([, own]) => own.filter((given) => given.asOf <= day))
  return new Set(
    shownByCases(law, earlier)
      .filter((shown) => [...shown.rules].every((id) => rules.get(id)?.some((rule) => isInForce(rule, day)) === true))
      .map(({ given }) => given.at),
  )
}

function reportHit(context: Context, law: Law, hit: SearchHit): void {
  const { out, say, language } = context
  const words = say.law.search
  const title = language === 'zh' ? hit.title.zh : hit.title.en
  const article = hit.kind === 'article' ? hit.id.slice(hit.id.indexOf('#') + 1) : null
  const called = article === null ? undefined : calledIn(law, hit.id.slice(0, hit.id.indexOf('#')), article)
  const name = called === undefined ? title : citedText(language, hit.title, [called])
  out.report(item(out, '·', `${words.kinds[hit.kind]}${say.terms.colon}${printable(name)}`, { indent: 0 }))
  if (hit.text[language] !== title) out.report(paragraph(out, printable(hit.text[language])))
  const mark = hit.mark === null ? '' : ` · [${hit.mark}] ${say.terms.mark[hit.mark]}`
  out.report(out.paint.faint(paragraph(out, `${daysText(context, hit)}${mark} · ${hit.pack} · ${hit.id}`)))
}

function calledIn(law: Law, instrument: string, article: string) {
  return law.packs.flatMap((pack) => pack.instruments.get(instrument)?.articles.get(article)?.called ?? [])[0]
}

function daysText({ say, today }: Context, hit: SearchHit): string {
  const words = say.law.search
  if (hit.kind === 'case') return words.judgedOn(hit.from ?? '')
  if (hit.from === null) return words.unknownDays
  const days = say.packs.interval(firstDay(say, hit.from, hit.fromMonth), hit.until)
  return isInForce(hit, today) ? words.inForce(days) : words.notInForce(days)
}

function isInForce({ from, until }: Pick<SearchHit, 'from' | 'until'>, day: string): boolean {
  return (from === null || from <= day) && (until === null || day < until)
}
