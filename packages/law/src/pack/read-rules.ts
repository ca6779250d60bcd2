import type { FactScalar } from '../facts/fact.ts'
import {
  type AnswerDate,
  answerDates,
  type CollectRule,
  type CountingRule,
  type DutyDefinition,
  type FlagDefinition,
  type Parameter,
  type PartFacts,
  type Rule,
  type RuleAnswer,
  type Term,
} from './pack.ts'
import { readCells, readCitations, readValidity, readWording } from './read-cells.ts'
import { readAfter } from './read-term.ts'
import type { YamlNode } from './yaml-node.ts'

/** Reads `decisions/<question>.yaml`: the rows that answer one question. */
export function readRules(pack: string, question: string, node: YamlNode): readonly Rule[] {
  return node.items().map((item) => {
    const { id, group, cite, from, until, overrides, yields, when, then, dates, note } = item.members(
      ['id', 'cite', 'from', 'when', 'then'],
      ['group', 'until', 'overrides', 'yields', 'dates', 'note'],
    )
    return {
      id: ruleId(id),
      pack,
      at: item.at,
      question,
      group: group?.string() ?? null,
      cite: readCitations(cite),
      ...readValidity(from, until),
      overrides: overrides?.items().map((rule) => rule.string()) ?? [],
      yields: yields?.items().map((rule) => rule.string()) ?? [],
      when: readCells(when),
      answer: readRuleAnswer(then),
      dates: dates === null ? new Map() : readDates(dates),
      note: note === null ? null : readWording(note),
    }
  })
}

/** Names of rows stand in addresses, tables and messages: small letters, digits and hyphens. */
export function isRuleId(text: string): boolean {
  return /^[a-z0-9][a-z0-9-]*$/.test(text)
}

function ruleId(node: YamlNode): string {
  const id = node.string()
  if (isRuleId(id)) return id
  return node.fail(
    'FEIYU_PACK_BAD_ID',
    `\`${id}\` is no name of a row; use a-z, 0-9 and hyphens, such as \`major-incident\``,
  )
}

function readDates(node: YamlNode): Rule['dates'] {
  const members = node.members([], answerDates)
  const found = new Map<AnswerDate, { after: string; term: Term }>()
  for (const name of answerDates) {
    const date = members[name]
    if (date !== null) found.set(name, readAfter(date))
  }
  return found
}

/** A pathway, or `parts` that are judged apart. */
export function readRuleAnswer(node: YamlNode): RuleAnswer {
  if (!node.isMap()) return { kind: 'pathway', pathway: node.string() }
  const { parts } = node.members(['parts'], [])
  return {
    kind: 'parts',
    parts: new Map(parts.entries().map(([name, part]) => [name, readPart(part)] as const)),
  }
}

function readPart(node: YamlNode): { readonly pathway: string } | PartFacts {
  if (!node.isMap()) return { pathway: node.string() }
  const { set, from } = node.members([], ['set', 'from'])
  return {
    set: new Map<string, FactScalar>(set?.entries().map(([fact, value]) => [fact, value.scalar()]) ?? []),
    from: new Map<string, string>(from?.entries().map(([fact, source]) => [fact, source.string()]) ?? []),
  }
}

/** Reads the `rules` of duties and flags. */
export function readCollectRules(pack: string, node: YamlNode): readonly CollectRule[] {
  return node.items().map((item) => {
    const { id, question, cite, from, until, when, then } = item.members(
      ['id', 'cite', 'from', 'when', 'then'],
      ['until', 'question'],
    )
    return {
      id: ruleId(id),
      pack,
      at: item.at,
      question: question?.string() ?? 'pathway',
      cite: readCitations(cite),
      ...readValidity(from, until),
      when: readCells(when),
      adds: then.string(),
    }
  })
}

/** Reads `duties.yaml`: the duties, and the rows that ask for them. */
export function readDuties(
  pack: string,
  node: YamlNode,
): { duties: readonly DutyDefinition[]; rules: readonly CollectRule[] } {
  const { duties, rules } = node.members(['duties', 'rules'], [])
  return {
    duties: duties.entries().map(([id, duty]) => {
      const { zh, en, when } = duty.members(['zh', 'en', 'when'], [])
      return { id, pack, zh: zh.string(), en: en.string(), when: when.word(['before', 'during', 'after']) }
    }),
    rules: readCollectRules(pack, rules),
  }
}

/** Reads `flags.yaml`: the open points of law, and the rows that raise them. */
export function readFlags(
  pack: string,
  node: YamlNode,
): { flags: readonly FlagDefinition[]; rules: readonly CollectRule[] } {
  const { flags, rules } = node.members(['flags', 'rules'], [])
  return {
    flags: flags.entries().map(([id, flag]) => ({ id, pack, ...readWording(flag) })),
    rules: readCollectRules(pack, rules),
  }
}

/** Reads `parameters/*.yaml`: numbers of law by date. */
export function readParameters(node: YamlNode): readonly Parameter[] {
  return node.entries().map(([id, parameter]) => {
    const { unit, values, zh, en } = parameter.members(['values'], ['unit', 'zh', 'en'])
    if ((zh === null) !== (en === null))
      parameter.fail('FEIYU_PACK_MISSING_KEY', `key \`${zh === null ? 'zh' : 'en'}\` is missing; add it`)
    return {
      id,
      title: zh === null || en === null ? null : { zh: zh.string(), en: en.string() },
      unit: unit?.string() ?? null,
      values: values.items().map((item) => {
        const { from, until, value, cite } = item.members(['from', 'value', 'cite'], ['until'])
        return { ...readValidity(from, until), value: value.scalar(), cite: readCitations(cite), at: item.at }
      }),
    }
  })
}

/** Reads `counting.yaml`: how persons are counted on which days. */
export function readCounting(node: YamlNode): readonly CountingRule[] {
  return node.items().map((item) => {
    const { from, until, window, ordinary, all, sensitive, joins, overlapFlag, cite } = item.members(
      ['from', 'window', 'sensitive', 'cite'],
      ['until', 'ordinary', 'all', 'joins', 'overlapFlag'],
    )
    const first = ordinary ?? all
    if (first === null || (ordinary !== null && all !== null)) {
      return item.fail(
        'FEIYU_PACK_BAD_COUNTING',
        'name the fact of `ordinary` persons or of `all` persons, one of the two',
      )
    }
    const tallies = ['ordinary', 'sensitive'] as const
    return {
      ...readValidity(from, until),
      window: window.word(['this-year', 'since-previous-year']),
      first: { tally: first === ordinary ? ('ordinary_count' as const) : ('all_count' as const), fact: first.string() },
      sensitive: sensitive.string(),
      joins: new Map(joins?.entries().map(([fact, tally]) => [fact, tally.word(tallies)]) ?? []),
      overlapFlag: overlapFlag?.string() ?? null,
      cite: readCitations(cite),
      at: item.at,
    }
  })
}
