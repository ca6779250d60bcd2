import { addDays, addMonths, type CivilDate, isCivilDate } from '@feiyu/core'
import type { Mark } from '../answer.ts'
import { articleName, brackets, needsName } from './article-name.ts'
import type { Article, Instrument } from './pack.ts'
import { readWording } from './read-cells.ts'
import type { YamlNode } from './yaml-node.ts'

const marks: readonly Mark[] = ['V', 'V2', 'R', 'M']

/** Reads `sources/<instrument>.yaml`. */
export function readInstrument(pack: string, node: YamlNode): Instrument {
  const members = node.members(
    ['id', 'zh', 'en', 'issuer', 'mark', 'effective', 'articles'],
    ['number', 'link', 'promulgated', 'lastDay', 'note', 'incomplete'],
  )
  members.promulgated?.date()
  const lastDay = members.lastDay?.date() ?? null
  const effective = readEffective(members.effective)
  return {
    id: members.id.string(),
    pack,
    title: { zh: members.zh.string(), en: members.en.string() },
    issuer: members.issuer.string(),
    number: members.number?.string() ?? null,
    link: members.link?.string() ?? null,
    mark: members.mark.word(marks),
    note: members.note?.string() ?? null,
    incomplete: members.incomplete === null ? null : readWording(members.incomplete),
    from: effective.from,
    fromMonth: effective.month,
    until: lastDay && addDays(lastDay, 1),
    articles: new Map(members.articles.entries().map(([id, article]) => [id, readArticle(id, article)])),
  }
}

/** A day; a month (then in force for certain from the next one); or `unverified`: no day is known. */
function readEffective(node: YamlNode): { readonly from: CivilDate | null; readonly month: string | null } {
  const text = node.string()
  if (text === 'unverified') return { from: null, month: null }
  const month = `${text}-01`
  if (/^\d{4}-\d{2}$/.test(text) && isCivilDate(month)) return { from: addMonths(month, 1), month: text }
  return { from: node.date(), month: null }
}

/** `bracket` says what the single bracket of a number is; `called` how an entry is cited that the number does not name. */
function readArticle(id: string, node: YamlNode): Article {
  const { zh, en, text, mark, bracket, called } = node.members(['zh', 'en', 'mark'], ['text', 'bracket', 'called'])
  if (bracket !== null && !/^\d+\(\d+\)$/.test(id))
    bracket.fail('FEIYU_PACK_BAD_ARTICLE', `\`${id}\` has not one bracket; take \`bracket\` out, or write \`called\``)
  return {
    id,
    called: called === null ? articleName(id, bracket?.word(brackets) ?? null) : readWording(called),
    unnamed: bracket === null && called === null && needsName(id),
    about: { zh: zh.string(), en: en.string() },
    text: text?.string() ?? null,
    mark: mark.word(marks),
  }
}
