import type { Pack } from '../pack/pack.ts'
import type { PackProblem } from './pack-problem.ts'

/** Entries of texts that nobody could cite: 35(6) may be 第六款 or 第六项, and `annex 5` is no article. */
export function unnamedArticles(packs: readonly Pack[]): readonly PackProblem[] {
  return packs.flatMap((pack) =>
    [...pack.instruments.values()].flatMap((instrument) =>
      [...instrument.articles.values()]
        .filter((article) => article.unnamed)
        .map(({ id }) => ({
          code: 'FEIYU_PACK_UNNAMED_ARTICLE',
          message: /^\d+\(/.test(id)
            ? `\`${id}\` may be cited in two ways; say \`bracket: paragraph\` (款) or \`bracket: item\` (项), or write \`called\``
            : `\`${id}\` is no number of an article; say with \`called\` how it is cited`,
          at: `${pack.id}/sources/${instrument.id}.yaml`,
        })),
    ),
  )
}
