import { canonicalJson } from '@feiyu/core'
import { testWords } from '../explain/words.ts'
import type { CollectRule, Instrument, Pack, Rule, Wording } from '../pack/pack.ts'
import { writeCitationsCell, writeDateCell, writeTestCell } from '../table/cell-text.ts'
import { ruleYaml } from '../table/rule-yaml.ts'
import { type Names, testRecord } from './names.ts'

/** One thing that a part of a pack says: compared as a text, shown in words where there are better ones. */
export interface Facet {
  readonly text: string
  readonly words: Wording | null
}

/** A part of a pack (a rule, an article, a value of a parameter …) with everything that it says, by aspect. */
export interface Item {
  readonly kind: ItemKind
  readonly id: string
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
        item('parameter', `${parameter.id} ${value.from ?? ''}`.trim(), [
          ['value', facet(String(value.value))],
          ...plain({ unit: parameter.unit, until: value.until }),
          ...cited(value.cite),
        ]),
      ),
    ),
    ...pack.counting.map((row) => item('counting', row.from ?? '', plain(withoutPlace(row)))),
    ...[...pack.instruments.values()].flatMap(instrumentItems),
    ...pack.lists.flatMap((list) => {
      const { rows, ...head } = withoutPlace(list)
      return [
        item('list', list.id, plain(head)),
        ...list.rows.map((row) =>
          item('list-row', `${list.id}: ${row.scenario.zh} ${row.zh}`, plain(withoutPlace(row))),
        ),
      ]
    }),
    ...pack.classes.map((row) => item('class', `${row.type} ${row.from ?? ''}`.trim(), plain(withoutPlace(row)))),
    ...pack.classSettings.sensitiveBelowAge.map((row) => item('class-setting', row.from ?? '', plain({ ...row }))),
    ...pack.facts.map((fact) => item('fact', fact.name, plain(withoutPlace(fact)))),
    ...pack.derived.map((fact) => item('derived', fact.name, plain(withoutPlace(fact)))),
    ...pack.questions.map((one) => item('question', one.id, plain(withoutPlace(one)))),
    ...pack.pathways.map((one) => item('outcome', one.code, plain(withoutPlace(one)))),
    ...[...pack.strictness].map(([question, codes]) => item('order', question, plain({ codes }))),
    ...pack.duties.map((one) => item('duty', one.id, plain(withoutPlace(one)))),
    ...pack.flags.map((one) => item('flag', one.id, plain(withoutPlace(one)))),
    ...pack.calendars.map((one) => item('calendar', one.id, plain(withoutPlace(one)))),
  ]
}

type Entries = readonly (readonly [string, Facet])[]

function item(kind: ItemKind, id: string, facets: Entries): Item {
  return { kind, id, facets: new Map(facets) }
}

function facet(text: string, words: Wording | null = null): Facet {
  return { text, words }
}

function ruleFacets(rule: Rule, names: Names): Entries {
  return [
    ['answer', facet(rule.answer.kind === 'pathway' ? rule.answer.pathway : ruleYaml(rule))],
    ...plain({ from: rule.from, until: rule.until, group: rule.group, note: rule.note }),
    ...cellFacets(rule, names),
    ...cited(rule.cite),
    ...rule.overrides.map((name) => [`overrides ${name}`, facet(name)] as const),
    ...rule.yields.map((name) => [`yields ${name}`, facet(name)] as const),
    ...[...rule.dates].map(([key, date]) => [key, facet(writeDateCell(date))] as const),
  ]
}

function collectFacets(row: CollectRule, names: Names): Entries {
  const { adds, question, from, until } = row
  return [...plain({ adds, question, from, until }), ...cellFacets(row, names), ...cited(row.cite)]
}

function cellFacets({ when }: Pick<Rule, 'when'>, names: Names): Entries {
  return when.map(({ fact, test }) => {
    const words = testWords(names, fact, testRecord(test, names))
    return [`when ${fact}`, facet(writeTestCell(test), words)] as const
  })
}

function cited(cite: Rule['cite']): Entries {
  return cite.map((reference) => {
    const text = writeCitationsCell([reference])
    return [`cite ${text}`, facet(text)] as const
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
    if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean')
      return [[key, facet(String(member))]]
    if (isWording(member)) return [[key, facet(canonicalJson(member), member)]]
    const text = canonicalJson(asJson(member))
    return text === '[]' || text === '{}' ? [] : [[key, facet(text)]]
  })
}

function isWording(value: unknown): value is Wording {
  return typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'en,zh'
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
