import { canonicalJson } from '@feiyu/core'
import { labelOf, tallyLabels } from '../explain/words.ts'
import type {
  CalendarDefinition,
  Cell,
  CollectRule,
  CountingRule,
  DerivedFact,
  Instrument,
  Pack,
  PathwayDefinition,
  Rule,
  Validity,
  Wording,
} from '../pack/pack.ts'
import { writeCitationsCell, writeDateCell, writeTestCell } from '../table/cell-text.ts'
import { answerYaml } from '../table/rule-yaml.ts'
import { amountWords, memberWords, unitWords } from './member-words.ts'
import { cellWords, conditionWords, type Names } from './names.ts'
import { dateWords, phaseWords } from './term-words.ts'

/** One thing that a part of a pack says: compared as a text, shown in words where there are better ones. */
export interface Facet {
  readonly text: string
  readonly words: Wording | null
}

/** A part of a pack (a rule, an article, a value of a parameter …) with everything that it says, by aspect. */
export interface Item {
  readonly kind: ItemKind
  readonly id: string
  /** What it is called, where its pack says so and its id does not. */
  readonly title: Wording | null
  readonly facets: ReadonlyMap<string, Facet>
}

export const itemKinds = [
  'pack',
  'rule',
  'duty-row',
  'flag-row',
  'parameter',
  'counting',
  'instrument',
  'article',
  'list',
  'list-row',
  'class',
  'class-setting',
  'fact',
  'derived',
  'question',
  'outcome',
  'order',
  'duty',
  'flag',
  'calendar',
] as const
export type ItemKind = (typeof itemKinds)[number]

/** Everything that a pack says, part by part: what is not listed here would be a change that nobody sees. */
export function itemsOf(pack: Pack, names: Names): readonly Item[] {
  const { jurisdiction, from, title, needs, reviewers, incomplete } = pack
  return [
    item('pack', pack.id, plain({ jurisdiction, from, title, needs, reviewers, incomplete })),
    ...pack.rules.map((rule) => item('rule', `${rule.question}/${rule.id}`, ruleFacets(rule, names))),
    ...pack.dutyRules.map((row) => item('duty-row', row.id, collectFacets(row, names))),
    ...pack.flagRules.map((row) => item('flag-row', row.id, collectFacets(row, names))),
    ...[...pack.parameters.values()].flatMap((parameter) =>
      parameter.values.map((value) =>
        item(
          'parameter',
          `${parameter.id} ${value.from ?? ''}`.trim(),
          [
            ['value', facet(String(value.value), amountWords(value.value, parameter.unit))],
            ...(parameter.unit === null ? [] : [['unit', facet(parameter.unit, unitWords(parameter.unit))] as const]),
            ...plain({ title: parameter.title, until: value.until }),
            ...cited(value.cite),
          ],
          parameter.title,
        ),
      ),
    ),
    ...pack.counting.map((row) => item('counting', row.from ?? '', countingFacets(row, names))),
    ...[...pack.instruments.values()].flatMap(instrumentItems),
    ...pack.lists.flatMap((list) => {
      const { rows, ...head } = withoutPlace(list)
      return [
        item('list', list.id, plain(head)),
        ...list.rows.map((row) => {
          const { condition, ...rest } = withoutPlace(row)
          const own = condition.length === 0 ? [] : [['condition', conditionFacet(condition, names, list)] as const]
          return item('list-row', `${list.id}: ${row.scenario.zh} ${row.zh}`, [...plain(rest), ...own])
        }),
      ]
    }),
    ...pack.classes.map((row) => item('class', `${row.type} ${row.from ?? ''}`.trim(), plainCited(row))),
    ...pack.classSettings.sensitiveBelowAge.map((row) => item('class-setting', row.from ?? '', plainCited(row))),
    ...pack.facts.map((fact) => item('fact', fact.name, plain(withoutPlace(fact)))),
    ...pack.derived.map((fact) => item('derived', fact.name, derivedFacets(fact, names))),
    ...pack.questions.map((one) => item('question', one.id, plain(withoutPlace(one)))),
    ...pack.pathways.map((one) => item('outcome', one.code, outcomeFacets(one))),
    ...[...pack.strictness].map(([question, codes]) => item('order', question, plain({ codes }))),
    ...pack.duties.map((one) => item('duty', one.id, plain(withoutPlace(one)))),
    ...pack.flags.map((one) => item('flag', one.id, plain(withoutPlace(one)))),
    ...pack.calendars.map((one) => item('calendar', one.id, calendarFacets(one))),
  ]
}

type Entries = readonly (readonly [string, Facet])[]

function item(kind: ItemKind, id: string, facets: Entries, title: Wording | null = null): Item {
  return { kind, id, title, facets: new Map(facets) }
}

function facet(text: string, words: Wording | null = null): Facet {
  return { text, words }
}

function ruleFacets(rule: Rule, names: Names): Entries {
  return [
    [
      'answer',
      rule.answer.kind === 'pathway'
        ? facet(rule.answer.pathway)
        : facet(answerYaml(rule), memberWords(rule.answer.parts)),
    ],
    ...plain({ from: rule.from, until: rule.until, group: rule.group, note: rule.note }),
    ...cellFacets(rule, names),
    ...cited(rule.cite),
    ...rule.overrides.map((name) => [`overrides ${name}`, facet(name)] as const),
    ...rule.yields.map((name) => [`yields ${name}`, facet(name)] as const),
    ...[...rule.dates].map(([key, date]) => [key, facet(writeDateCell(date), dateWords(names, date, rule))] as const),
  ]
}

function collectFacets(row: CollectRule, names: Names): Entries {
  const { adds, question, from, until } = row
  return [...plain({ adds, question, from, until }), ...cellFacets(row, names), ...cited(row.cite)]
}

function cellFacets(row: Pick<Rule, 'when' | 'from' | 'until'>, names: Names): Entries {
  return row.when.map(
    (cell) => [`when ${cell.fact}`, facet(writeTestCell(cell.test), cellWords(names, cell, row))] as const,
  )
}

function conditionFacet(condition: readonly Cell[], names: Names, during: Validity): Facet {
  const words = condition.map((cell) => conditionWords(names, cell, during))
  return facet(canonicalJson(asJson(condition)), {
    zh: words.map(({ zh }) => zh).join('；'),
    en: words.map(({ en }) => en).join('; '),
  })
}

function derivedFacets(fact: DerivedFact, names: Names): Entries {
  if (fact.recogniser !== 'phase') return plain(withoutPlace(fact))
  const { phases, ...rest } = withoutPlace(fact)
  return [...plain(rest), ['phases', facet(canonicalJson(asJson(phases)), phaseWords(names, fact.phases))]]
}

function countingFacets(row: CountingRule, names: Names): Entries {
  const { first, sensitive, joins, ...rest } = row
  const fact = labelOf(names, first.fact)
  const tally = tallyLabels.get(first.tally) ?? fact
  const joined = [...joins].map(([name, to]): Wording => {
    const [one, into] = [labelOf(names, name), tallyLabels.get(`${to}_count`) ?? fact]
    return { zh: `${one.zh}并入${into.zh}`, en: `${one.en} into ${into.en}` }
  })
  return [
    ...plainCited(rest),
    ['first', facet(canonicalJson(asJson(first)), { zh: `${fact.zh}（${tally.zh}）`, en: `${fact.en} (${tally.en})` })],
    ['sensitive', facet(sensitive, labelOf(names, sensitive))],
    ...(joined.length === 0
      ? []
      : [
          [
            'joins',
            facet(canonicalJson(asJson(joins)), {
              zh: joined.map(({ zh }) => zh).join('；'),
              en: joined.map(({ en }) => en).join('; '),
            }),
          ] as const,
        ]),
  ]
}

function outcomeFacets(outcome: PathwayDefinition): Entries {
  const { tallyCite, steps, ...rest } = withoutPlace(outcome)
  return [
    ...plain(rest),
    ...cited(tallyCite, 'tallyCite'),
    ...steps.flatMap(({ cite, from, until, ...words }, index): Entries => {
      const days = validityText({ from, until })
      const said = facet(`${canonicalJson(words)}${days}`, { zh: `${words.zh}${days}`, en: `${words.en}${days}` })
      return [[`step ${index + 1}`, said], ...cited(cite, `stepCite ${index + 1}`)]
    }),
  ]
}

function calendarFacets(calendar: CalendarDefinition): Entries {
  const { calendar: days, cite, ...rest } = withoutPlace(calendar)
  return [
    ...plain(rest),
    ...cited(cite),
    ...[...days.years].flatMap(([year, { off, work }]) => [
      [`off ${year}`, facet([...off].join(' '))] as const,
      [`work ${year}`, facet([...work].join(' '))] as const,
    ]),
  ]
}

function validityText({ from, until }: Validity): string {
  return from === null && until === null ? '' : ` [${from ?? ''}, ${until ?? ''})`
}

/** Everything that a row says, its citations one by one. */
function plainCited(row: { readonly cite: Rule['cite'] }): Entries {
  const { cite, ...rest } = withoutPlace(row)
  return [...plain(rest), ...cited(cite)]
}

function cited(cite: Rule['cite'], aspect = 'cite'): Entries {
  return cite.map((reference) => {
    const text = writeCitationsCell([reference])
    return [`${aspect} ${text}`, facet(text)] as const
  })
}

function instrumentItems(instrument: Instrument): readonly Item[] {
  const { articles, pack: _pack, ...head } = instrument
  return [
    item('instrument', instrument.id, plain(head)),
    ...[...articles.values()].map(({ id, unnamed: _unnamed, ...article }) =>
      item('article', `${instrument.id}#${id}`, plain(article)),
    ),
  ]
}

/** One facet for each member that is there; what a part is called in two languages is one facet for each. */
function plain(value: Readonly<Record<string, unknown>>): Entries {
  return Object.entries(value).flatMap(([key, member]): Entries => {
    if (member === null || member === undefined) return []
    if (typeof member === 'string' || typeof member === 'number') return [[key, facet(String(member))]]
    const text = canonicalJson(asJson(member))
    return text === '[]' || text === '{}' ? [] : [[key, facet(text, memberWords(member))]]
  })
}

function asJson(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, member]) => [String(key), asJson(member)]))
  if (value instanceof Set) return [...value].map(asJson)
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(withoutPlace(value)).map(([key, member]) => [key, asJson(member)]))
}

function withoutPlace<T extends object>(value: T): Omit<T, 'at' | 'pack'> {
  const { at: _at, pack: _pack, ...rest } = value as T & { readonly at?: unknown; readonly pack?: unknown }
  return rest
}
