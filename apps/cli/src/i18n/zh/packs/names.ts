import type { Phrase } from './phrase.ts'

/** Why packs do not go together: names that nobody defines, or that two define, and rows without a source. */
export const names: Readonly<Record<string, readonly Phrase[]>> = {
  FEIYU_PACK_UNKNOWN_NAME: [
    ['no pack defines the {kind} `{}`; did you mean `{}`?', '没有法规包定义{1} `{2}`；是否想写 `{3}`？'],
    [
      'no pack defines the {kind} `{}`; define it or take the row out',
      '没有法规包定义{1} `{2}`；请定义它，或去掉这一行',
    ],
    [
      'no pack defines the {kind} `{}`; correct `{}` or take it out',
      '没有法规包定义{1} `{2}`；请更正 `{3}`，或将其去掉',
    ],
    ['no rule or group is called `{}`; did you mean `{}`?', '没有名为 `{1}` 的规则或组；是否想写 `{2}`？'],
    ['no rule or group is called `{}`; take it out', '没有名为 `{1}` 的规则或组；请去掉'],
  ],
  FEIYU_PACK_DUPLICATE: [
    ['pack `{}` is there twice; remove one', '法规包 `{1}` 出现两次；请去掉一个'],
    ['`{}` is there twice; remove one', '`{1}` 出现两次；请去掉一个'],
    ['working days are defined twice, in `{}` and `{}`; remove one', '工作日在 `{1}` 和 `{2}` 中重复定义；请去掉一个'],
    [
      '{kind} `{}` is defined twice, in `{}` ({}) and `{}`; rename one',
      '{1} `{2}` 定义了两次，在 `{3}`（{4}）和 `{5}` 中；请将其中一个改名',
    ],
    ['{kind} `{}` is defined twice, also at {}; rename one', '{1} `{2}` 定义了两次，另见 {3}；请将其中一个改名'],
  ],
  FEIYU_PACK_OVERLAP: [
    [
      'two values of `{}` are in force on {}, the other from {}; end one before the other begins',
      '`{1}` 在 {2} 有两个数值同时有效，另一个见 {3}；请让一个在另一个开始前终止',
    ],
    [
      'two rows that say how persons are counted are in force on {}, the other from {}; end one before the other begins',
      '{1} 有两行人数计算办法同时有效，另一行见 {2}；请让一行在另一行开始前终止',
    ],
    [
      'two rows that say what `{}` counts as are in force on {}, the other from {}; end one before the other begins',
      '`{1}` 在 {2} 有两行分类同时有效，另一行见 {3}；请让一行在另一行开始前终止',
    ],
    [
      'two editions of `{}` are in force on {}, the other from {}; end one before the other begins',
      '清单 `{1}` 在 {2} 有两个版本同时有效，另一个见 {3}；请让一个在另一个开始前终止',
    ],
    [
      'two {} are in force on {}, the other from {}; end one before the other begins',
      '两个 {1} 在 {2} 同时有效，另一个见 {3}；请让一个在另一个开始前终止',
    ],
  ],
  FEIYU_PACK_CLASS_CONFLICT: [
    [
      'two rows say what `{}` counts as on {}; end one before the other begins',
      '`{1}` 在 {2} 有两行分类；请让一行在另一行开始前终止',
    ],
  ],
  FEIYU_PACK_NEEDS: [
    [
      'pack `{}` uses names of pack `{}`, which is not there; put both into the folder',
      '法规包 `{1}` 使用法规包 `{2}` 的名称，后者不在此处；请把两者放入同一目录',
    ],
  ],
  FEIYU_PACK_NO_PATHWAY: [
    [
      'no pack of `{}` has `decisions/pathway.yaml`; put its packs together',
      '`{1}` 的法规包中没有 `decisions/pathway.yaml`；请把该法域的法规包放在一起',
    ],
  ],
  FEIYU_PACK_NO_STRICTNESS: [
    [
      'pathway `{}` is not in `strictness`; put it in its place',
      '路径 `{1}` 不在 `strictness` 之中；请按宽严放在应有的位置',
    ],
  ],
  FEIYU_PACK_ORDER: [
    [
      'the packs contradict each other on which of {rows} is stricter; correct one',
      '各法规包对 {1} 孰严孰宽的说法相互矛盾；请更正其一',
    ],
  ],
  FEIYU_PACK_OVERRIDE_CYCLE: [
    ['rules override each other in a circle: {}', '规则循环地相互优先：{1}；请去掉其中一处 `overrides`'],
  ],
  FEIYU_PACK_NO_VALUE: [
    [
      'parameter `{}` has no value on {}; give it one or end the row before',
      '法定数值 `{1}` 在 {2} 没有值；请补上，或让引用它的行在此前终止',
    ],
  ],
  FEIYU_PACK_NO_CALENDAR: [
    [
      'no pack of this law says which days are working days; add one',
      '该法域没有法规包说明哪些是工作日；请补上工作日历',
    ],
  ],
  FEIYU_PACK_NO_CITATION: [
    ['a row needs a citation; name `instrument#article`', '每一行都要有依据；请写 `法规#条`'],
    [
      'no citation of this row is in force on {}; cite what is, or end the row before',
      '这一行的依据在 {1} 均已失效或尚未施行；请引用有效的条文，或让这一行在此前终止',
    ],
    [
      '`{}` is {} on {}, but on that day none of its sources is in force ({sources}); begin it with its source, or cite what it rested on',
      '`{1}` 在 {3} 为 {2}，但其依据（{4}）当日均不在有效期内；请让它与依据同日开始，或引用当时的依据',
    ],
  ],
}
