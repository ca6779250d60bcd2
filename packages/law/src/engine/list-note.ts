import type { Mark, Note } from '../answer.ts'
import type { Wording } from '../pack/wording.ts'
import type { Case } from './case.ts'
import type { Leaf } from './evaluate.ts'
import { itemIn, listedOn } from './listed.ts'

/** What an answer went by that hangs on an item of an official list: the list, its row, and how that row is known. */
export function listNotes({ regime }: Case, leaves: readonly Leaf[]): readonly Note[] {
  for (const { rules, view } of leaves) {
    const found = itemIn(regime.lists, view.slots)
    if (found === null) continue
    const { listed, tier, list } = found.list
    if (!rules.some(({ cells }) => cells.some(({ slot }) => slot === listed || slot === tier))) continue
    const { table, incomplete } = list
    const on = listedOn(found, view.slots)
    const unseen = on.listed === undefined && on.open === null
    const words = { table: tableWords(table), rest: incomplete === null ? nothing : unseen ? noneHolds : notAll }
    return [
      {
        rule: list.id,
        zh: `${list.zh}（${list.id}）条目 ${found.item}${words.table.zh}${words.rest.zh}`,
        en: `item ${found.item} of the ${list.en} (${list.id})${words.table.en}${words.rest.en}`,
      },
    ]
  }
  return []
}

const nothing: Wording = { zh: '', en: '' }
const notAll: Wording = { zh: '；该清单在此并不完整', en: '; the list is not whole here' }
const noneHolds: Wording = {
  zh: '；该清单在此并不完整，所载各行均不符合这些事实，是否在清单内须查正式清单',
  en: '; the list is not whole here and no row that is held holds for these facts: look into the official list whether the item is on it',
}

const known: Readonly<Record<Mark, Wording>> = {
  V: { zh: 'V（官方文本）', en: 'V (official text)' },
  V2: { zh: 'V2（二手文本）', en: 'V2 (secondary text)' },
  R: { zh: 'R（代码库）', en: 'R (a repository)' },
  M: { zh: 'M（记忆）', en: 'M (memory)' },
}

function tableWords(table: { readonly file: string; readonly digest: string; readonly mark: Mark } | null): Wording {
  if (table === null) return nothing
  const { file, digest, mark } = table
  return {
    zh: `，载于表格 ${file}，依据 ${known[mark].zh}，摘要 ${digest}`,
    en: `, from the table ${file}, known from ${known[mark].en}, ${digest}`,
  }
}
