import type { Phrase } from './phrase.ts'

/** What `packs check` finds, by code. */
export const findings: Readonly<Record<string, readonly Phrase[]>> = {
  FEIYU_PACK_GAP: [
    [
      '{days} no row answers for { {facts} }; the row that comes nearest is `{}`',
      '{1}，没有一行回答 { {2} }；最接近的一行是 `{3}`，请放宽它，或另加一行',
    ],
    ['{days} no row answers for { {facts} }', '{1}，没有一行回答 { {2} }；请加一行，或放宽某一行'],
  ],
  FEIYU_PACK_CONFLICT: [
    [
      '{days} rows {rows} disagree for { {facts} }; one has to override the other: beside it stands {rows}',
      '{1}，各行 {2} 对 { {3} } 的结论不同；须有一行优先于另一行，另见 {4}',
    ],
    [
      '{days} rows {rows} disagree for { {facts} }',
      '{1}，各行 {2} 对 { {3} } 的结论不同；须有一行优先于另一行，或将其收窄',
    ],
  ],
  FEIYU_PACK_TOO_ENTANGLED: [
    [
      'decision `{}` ({}) {days} has too many regions to prove; split it, or test fewer facts together',
      '判定 `{1}`（{2}）{3} 的情形过多，无法证明；请拆分，或让较少的事实一起受检',
    ],
  ],
  FEIYU_PACK_NOT_MONOTONE: [
    [
      '{days} `{}` {} gives `{}` but {} the lighter `{}` for { {facts} }; the pack declares that more is never lighter',
      '{1}，`{2}` 为 {3} 时得出 `{4}`，为 {5} 时反而得出更轻的 `{6}`，情形为 { {7} }；法规包声明数据越敏感越多，结论不得更轻，请更正其一',
    ],
  ],
  FEIYU_PACK_DEAD_RULE: [
    [
      'rule `{}` never decides: on every set of facts that meets it another rule overrides it; correct it or take it out',
      '规则 `{1}` 从不决定结论：凡符合它的情形，都有另一规则优先；请更正或去掉',
    ],
    [
      'rule `{}` never decides: no set of facts meets its tests; correct it or take it out',
      '规则 `{1}` 从不决定结论：没有任何情形符合其条件；请更正或去掉',
    ],
  ],
  FEIYU_PACK_SUPERSEDED: [
    [
      "rule `{}` decides nothing from {} on: from then on another rule always goes before it; end it, `until: '{}'`",
      "规则 `{1}` 自 {2} 起不再决定任何结论：此后总有另一规则优先；请写 `until: '{3}'` 使其终止",
    ],
    [
      "rule `{}` goes on beside `{}` ({}), which answers the same from the same facts since {}; end the older, `until: '{}'`",
      "规则 `{1}` 与 `{2}`（{3}）并存，后者自 {4} 起对同样的情形给出同样的结论；请写 `until: '{5}'` 使较早者终止",
    ],
  ],
  FEIYU_PACK_CLASSES: [
    ['on {} no row says what `{}` counts as; add one', '{1} 没有一行说明 `{2}` 属于哪一类；请补上'],
    ['from {} on no row says what `{}` counts as; add one', '自 {1} 起没有一行说明 `{2}` 属于哪一类；请补上'],
    [
      'the scanner knows no type `{}`; take the row out or correct the name',
      '扫描所识别的种类中没有 `{1}`；请去掉这一行，或更正名称',
    ],
  ],
  FEIYU_PACK_UNTRIED_ROW: [
    ['no case hits row `{}`; add one to `cases/`', '没有案例用到 `{1}` 这一行；请在 `cases/` 中补上'],
  ],
  FEIYU_PACK_UNTRIED_CUT: [
    [
      'no case of `{}` ({}) has `{}` on the last value before the cut `{}`; add one',
      '`{1}`（{2}）没有案例使 `{3}` 恰在界限 `{4}` 之前；请补上',
    ],
    [
      'no case of `{}` ({}) has `{}` on the first value of the cut `{}`; add one',
      '`{1}`（{2}）没有案例使 `{3}` 恰好达到界限 `{4}`；请补上',
    ],
  ],
  FEIYU_PACK_UNUSED_FACT: [
    [
      'no row asks for `{}`; take it out, or say `record: true` if it is kept for the record',
      '没有一行用到 `{1}`；请去掉，或写 `record: true` 表示仅供记录',
    ],
  ],
  FEIYU_PACK_RECORD_FACT: [
    [
      '`{}` is kept for the record and yet a row tests it; take `record` out',
      '`{1}` 标为仅供记录，却有一行以它为条件；请去掉 `record`',
    ],
  ],
  FEIYU_PACK_UNNAMED_ARTICLE: [
    [
      '`{}` may be cited in two ways; say `bracket: paragraph` (款) or `bracket: item` (项), or write `called`',
      '`{1}` 可有两种引法；请写 `bracket: paragraph`（款）或 `bracket: item`（项），或写 `called`',
    ],
    [
      '`{}` is no number of an article; say with `called` how it is cited',
      '`{1}` 不是条文编号；请用 `called` 写明如何引用',
    ],
  ],
  FEIYU_PACK_CASE: [
    ['{answer} is `not there`, not `{}`', '没有{1}，应为 `{2}`'],
    ['{answer} is ``, not `{}`', '没有{1}，应为 `{2}`'],
    ['{answer} is `{}`, not ``', '{1}为 `{2}`，不应有'],
    ['{answer} is `{}`, not `{}`', '{1}为 `{2}`，应为 `{3}`'],
    ['{answer} `{}` is not there', '缺少{1} `{2}`'],
    ['does not cite `{}`', '没有引用 `{1}`'],
    ['cites `{}`', '引用了 `{1}`，案例要求不引用'],
  ],
}
