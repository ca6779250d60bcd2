import { parseCivilDate } from '@feiyu/core'
import type { Mark } from '../answer.ts'
import type { PackCase } from '../check/read-cases.ts'
import type { Law } from '../engine/law.ts'
import type { Validity, Wording } from '../pack/pack.ts'

/** What a hit is: where it stands, what it says, and how sure its source is. */
export interface Found {
  readonly kind: 'instrument' | 'article' | 'list' | 'list-row' | 'case'
  readonly pack: string
  /** `instrument`, `instrument#article`, the id of a list, or file and line of a row or a case. */
  readonly id: string
  /** What it stands in: the title of the instrument or list. */
  readonly title: Wording
  readonly text: Wording
  /** Mark of its source; `null` for a case, which is ours. */
  readonly mark: Mark | null
  /** `YYYY-MM` where no day is known from which the text is in force; `null` where one is, or none at all. */
  readonly fromMonth: string | null
}

/** A hit before anybody asked: its fields are its names, what it is about, and its own words. */
export interface SearchItem extends Validity {
  readonly found: Found
  readonly fields: readonly [string, string, string]
}

/** The id of a pack with its cases. */
export type CasesOfPack = readonly [string, readonly PackCase[]]

/** Everything in the packs that can be found. */
export function itemsOf(law: Law, cases: readonly CasesOfPack[]): readonly SearchItem[] {
  return [
    ...law.packs.flatMap(instrumentItems),
    ...law.packs.flatMap((pack) => listItems(law, pack)),
    ...cases.flatMap((one) => caseItems(law, one)),
  ]
}

function instrumentItems(pack: Law['packs'][number]): readonly SearchItem[] {
  return [...pack.instruments.values()].flatMap((instrument) => {
    const { id, title, from, until, fromMonth, mark, number, issuer, note } = instrument
    const own: SearchItem = {
      from,
      until,
      found: { kind: 'instrument', pack: pack.id, id, title, text: { zh: title.zh, en: title.en }, mark, fromMonth },
      fields: [`${both(title)} ${id} ${number ?? ''}`, issuer, note ?? ''],
    }
    const articles = [...instrument.articles.values()].map((article): SearchItem => {
      const text =
        article.text === null ? article.about : { zh: `${article.about.zh}：“${article.text}”`, en: article.about.en }
      return {
        from,
        until,
        found: {
          kind: 'article',
          pack: pack.id,
          id: `${id}#${article.id}`,
          title,
          text,
          mark: article.mark,
          fromMonth,
        },
        fields: [`${id}#${article.id} ${both(article.called)}`, both(article.about), article.text ?? ''],
      }
    })
    return [own, ...articles]
  })
}

function listItems(law: Law, pack: Law['packs'][number]): readonly SearchItem[] {
  return pack.lists.flatMap((list) => {
    const title: Wording = { zh: list.zh, en: list.en }
    const mark = law.packs.flatMap((one) => one.instruments.get(list.instrument) ?? [])[0]?.mark ?? null
    const own: SearchItem = {
      from: list.from,
      until: list.until,
      found: { kind: 'list', pack: pack.id, id: list.id, title, text: list.incomplete ?? title, mark, fromMonth: null },
      fields: [`${both(title)} ${list.id}`, list.incomplete === null ? '' : both(list.incomplete), ''],
    }
    const rows = list.rows.map((row): SearchItem => {
      const place = [row.sector, row.scenario, row.category, row.item].filter((part) => part !== null)
      return {
        from: list.from,
        until: list.until,
        found: {
          kind: 'list-row',
          pack: pack.id,
          id: row.at,
          title,
          text: { zh: row.zh, en: row.en },
          mark,
          fromMonth: null,
        },
        fields: [place.map(both).join(' '), both(row), ''],
      }
    })
    return [own, ...rows]
  })
}

/** What a case answers that no pathway answers. */
const undecided: Wording = { zh: '尚不能判定：缺少事实', en: 'not decided yet: facts are missing' }

/** A case is of a day. It is found by its sentence, by what its facts are called, and by what it answers. */
function caseItems(law: Law, [pack, cases]: CasesOfPack): readonly SearchItem[] {
  return cases.map((given) => {
    const pathway = law.pathways.get(given.expect.pathway)
    const title = pathway ?? undecided
    const facts = Object.keys(Object(given.facts)).flatMap((name) => law.facts.get(name) ?? [])
    return {
      from: parseCivilDate(given.asOf),
      until: null,
      found: {
        kind: 'case',
        pack,
        id: given.at,
        title: { zh: title.zh, en: title.en },
        text: { zh: given.name, en: given.name },
        mark: null,
        fromMonth: null,
      },
      fields: ['', given.name, `${given.expect.pathway} ${both(title)} ${facts.map(both).join(' ')}`],
    }
  })
}

function both(wording: Wording): string {
  return `${wording.zh} ${wording.en}`
}
