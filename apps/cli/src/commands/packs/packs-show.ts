import type { CivilDate } from '@feiyu/core'
import type { Instrument, Pack, Rule } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { firstDay } from '../../output/citation-words.ts'
import { item, section } from '../../output/section.ts'
import { signatureText } from '../../output/signature-words.ts'
import { table } from '../../output/table.ts'
import { readPacks } from '../../packs/read-packs.ts'
import { findPack } from './find-pack.ts'
import type { packsShowFlags } from './packs.flags.ts'

/** Prints one pack: its texts, the facts it asks for, and its rules on a day. */
export async function runPacksShow(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof packsShowFlags>,
): Promise<ExitCode> {
  const { out } = context
  const packs = await readPacks(context)
  const pack = findPack(packs, args[0] ?? '')
  const day = flags.asOf ?? context.today
  const rules = pack.rules.filter((rule) => inForce(rule, day))
  const instruments = [...pack.instruments.values()]
  out.document(packDocument(pack, day, rules, instruments))
  if (!out.json) report(context, pack, day, rules, instruments)
  return exitCode.ok
}

function packDocument(pack: Pack, day: CivilDate, rules: readonly Rule[], instruments: readonly Instrument[]): unknown {
  return {
    id: pack.id,
    version: pack.version,
    title: pack.title,
    jurisdiction: pack.jurisdiction,
    from: pack.from,
    reviewers: pack.reviewers,
    digest: pack.digest,
    signatures: pack.signatures,
    asOf: day,
    instruments: instruments.map(({ articles, ...instrument }) => ({
      ...instrument,
      articles: [...articles.values()],
    })),
    facts: pack.facts,
    pathways: pack.pathways.map(({ code, zh, en, tally }) => ({ code, zh, en, tally })),
    needs: pack.needs,
    changes: pack.changes,
    incomplete: notSeen(pack),
    lists: pack.lists.map(({ rows, ...list }) => ({ ...list, rows: rows.length })),
    duties: pack.duties,
    reviewFlags: pack.flags,
    rules: rules.map((rule) => ({
      id: rule.id,
      question: rule.question,
      answer: answerOf(rule),
      from: rule.from,
      until: rule.until,
      overrides: rule.overrides,
      cite: rule.cite.map(citeText),
      at: rule.at,
    })),
  }
}

function report(
  context: Context,
  pack: Pack,
  day: CivilDate,
  rules: readonly Rule[],
  instruments: readonly Instrument[],
): void {
  const { out, say, language } = context
  const { columns } = say.packs
  const options = { width: out.width, indent: 2, heading: out.paint.faint }
  out.report(out.paint.strong(language === 'zh' ? pack.title.zh : pack.title.en))
  const reviewed =
    pack.reviewers.length === 0 ? say.packs.noReviewer : say.packs.reviewers(pack.reviewers.join(say.terms.listComma))
  out.report(out.paint.faint(`${pack.id} ${pack.version} · ${reviewed} · ${signatureText(context, pack)}`))
  out.report(out.paint.faint(pack.digest))
  section(out, say.packs.instruments, [
    table(
      [{ title: columns.instrument, grow: true }, { title: columns.mark }, { title: columns.inForce }],
      instruments.map((one) => [
        language === 'zh' ? one.title.zh : one.title.en,
        one.mark,
        one.from === null ? say.terms.unknown : say.packs.interval(firstDay(say, one.from, one.fromMonth), one.until),
      ]),
      options,
    ),
  ])
  section(out, say.packs.rules(day), [
    table(
      [
        { title: columns.rule, grow: true },
        { title: columns.answer, grow: true },
        { title: columns.cites, grow: true },
      ],
      rules.map((rule) => [rule.id, answerOf(rule), rule.cite.map(citeText).join(' ')]),
      options,
    ),
  ])
  section(
    out,
    say.packs.lists,
    pack.lists.map((list) =>
      item(
        out,
        '·',
        `${language === 'zh' ? list.zh : list.en} (${list.id}; ${say.packs.listRows(list.rows.length, list.incomplete === null)})`,
      ),
    ),
  )
  section(
    out,
    say.packs.notSeen,
    notSeen(pack).map((what) => item(out, '!', language === 'zh' ? what.zh : what.en, { paint: out.paint.wary })),
  )
  section(out, say.packs.facts, [
    table(
      [{ title: columns.fact }, { title: columns.about, grow: true }, { title: columns.values, grow: true }],
      pack.facts
        .filter((fact) => fact.kind !== 'open')
        .map((fact) => [fact.name, language === 'zh' ? fact.zh : fact.en, fact.values.join(' ') || fact.type]),
      options,
    ),
  ])
}

/** What the pack, its texts and its lists say was not seen. */
function notSeen(pack: Pack): readonly { readonly zh: string; readonly en: string }[] {
  const parts = [...pack.instruments.values(), ...pack.lists]
  return [...pack.incomplete, ...parts.flatMap((one) => one.incomplete ?? [])]
}

function answerOf(rule: Rule): string {
  return rule.answer.kind === 'pathway' ? rule.answer.pathway : [...rule.answer.parts.keys()].join(' + ')
}

function citeText(reference: { readonly instrument: string; readonly article: string | null }): string {
  return reference.article === null ? reference.instrument : `${reference.instrument}#${reference.article}`
}

function inForce(row: { readonly from: CivilDate | null; readonly until: CivilDate | null }, day: CivilDate): boolean {
  return (row.from === null || row.from <= day) && (row.until === null || day < row.until)
}
