import { byCodeUnit } from '@feiyu/core'
import type { Law } from '../engine/law.ts'
import type { Validity } from '../pack/pack.ts'
import { type CasesOfPack, type Found, itemsOf, type SearchItem } from './items.ts'
import { tokensOf } from './tokens.ts'

/** Something in the packs that matches, the best first. */
export interface SearchHit extends Found, Validity {
  /** How well it matches: larger is better. Whole numbers, so that every machine orders alike. */
  readonly score: number
}

/** Weights of where a word stands: in a name, in what something is about, in its own words. */
const fieldWeights = [6, 3, 1] as const
/** Added where the whole query stands in one piece. */
const pieceWeight = 4

/**
 * Finds instruments, articles, lists with their rows, and cases by words of zh and en. A hit holds at least half of what was
 * asked for, rare words counting more. `cases` are those of the packs, as `readCases` gives them.
 */
export function searchLaw(law: Law, cases: readonly CasesOfPack[], query: string): readonly SearchHit[] {
  const wanted = [...new Set(tokensOf(query))]
  if (wanted.length === 0) return []
  const items = itemsOf(law, cases).map((item) => ({
    item,
    fields: item.fields.map((field) => new Set(tokensOf(field))),
  }))
  const rarity = new Map(
    wanted.map((token) => [
      token,
      rarityOf(items.filter(({ fields }) => fields.some((field) => field.has(token))).length, items.length),
    ]),
  )
  const most = wanted.reduce((sum, token) => sum + (rarity.get(token) ?? 0), 0)
  const piece = pieceOf(query)
  return items
    .flatMap(({ item, fields }) => {
      const held = wanted.filter((token) => fields.some((field) => field.has(token)))
      const weight = held.reduce((sum, token) => sum + (rarity.get(token) ?? 0), 0)
      if (held.length === 0 || weight * 2 < most) return []
      return [{ ...item.found, from: item.from, until: item.until, score: scoreOf(item, fields, held, rarity, piece) }]
    })
    .sort(
      (left, right) => right.score - left.score || byCodeUnit(left.kind, right.kind) || byCodeUnit(left.id, right.id),
    )
}

function scoreOf(
  item: SearchItem,
  fields: readonly ReadonlySet<string>[],
  held: readonly string[],
  rarity: ReadonlyMap<string, number>,
  piece: string,
): number {
  return fieldWeights.reduce((sum, weight, index) => {
    const own = held.filter((token) => fields[index]?.has(token) === true)
    const whole = own.length > 0 && pieceOf(item.fields[index] ?? '').includes(piece) ? pieceWeight : 1
    return sum + weight * whole * own.reduce((total, token) => total + (rarity.get(token) ?? 0), 0)
  }, 0)
}

/** How rare a word is: 1 where everything holds it, one more each time that half as many do. */
function rarityOf(holding: number, all: number): number {
  if (holding === 0) return 1
  return 33 - Math.clz32(Math.trunc(all / holding))
}

/** A text in which a whole query can be looked for. */
function pieceOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}
