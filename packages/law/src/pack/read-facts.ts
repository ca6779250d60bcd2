import type { FactDefinition, FactKind, FactType, FactValue } from '../facts/fact.ts'
import { plainName } from '../facts/known-word.ts'
import type { DerivedFact } from './pack.ts'
import { readWording, readWords } from './read-cells.ts'
import { readDerived } from './read-derived.ts'
import type { YamlNode } from './yaml-node.ts'

const types: readonly FactType[] = [
  'boolean',
  'integer',
  'number',
  'enum',
  'string',
  'country',
  'date',
  'list',
  'events',
  'flows',
  'entities',
  'hops',
]
const kinds: readonly FactKind[] = ['claim', 'context', 'status', 'count', 'date', 'open']

/** Reads `facts.yaml`: what can be stated, and what is made of it. */
export function readFacts(
  pack: string,
  node: YamlNode,
): { facts: readonly FactDefinition[]; derived: readonly DerivedFact[] } {
  const { facts, derived } = node.members(['facts'], ['derived'])
  return {
    facts: facts.entries().map(([name, fact]) => readFact(pack, name, fact)),
    derived: (derived?.entries() ?? []).map(([name, fact]) => readDerived(pack, name, fact)),
  }
}

function readFact(pack: string, name: string, node: YamlNode): FactDefinition {
  const members = node.members(
    ['type', 'kind', 'zh', 'en'],
    [
      'values',
      'words',
      'synonyms',
      'unit',
      'min',
      'max',
      'unstated',
      'optional',
      'adverse',
      'lever',
      'flag',
      'question',
      'record',
      'persons',
      'notAfter',
    ],
  )
  const type = members.type.word(types)
  const kind = members.kind.word(kinds)
  const values = members.values?.items().map((item) => item.string()) ?? []
  if (type !== 'list' && type !== 'country' && (type === 'enum') !== values.length > 0)
    node.fail('FEIYU_PACK_BAD_FACT', 'an enum, or a list of known words, and nothing else, lists its `values`')
  if (members.synonyms !== null && type !== 'enum')
    node.fail('FEIYU_PACK_BAD_FACT', 'only the values of an enum have `synonyms`; take them out')
  if ((members.min !== null || members.max !== null) && type !== 'number' && type !== 'integer')
    node.fail('FEIYU_PACK_BAD_FACT', 'only a number has `min` and `max`; take them out')
  if (members.persons !== null && type !== 'boolean')
    node.fail('FEIYU_PACK_BAD_FACT', 'only true or false says whether `persons` are in the data; take it out')
  if ((kind === 'open') !== (members.flag !== null))
    node.fail('FEIYU_PACK_BAD_FACT', 'an open question, and nothing else, names its `flag`')
  const words = members.words === null ? {} : readWords(members.words, values)
  const wording = { zh: members.zh.string(), en: members.en.string() }
  return {
    name,
    pack,
    at: node.at,
    type,
    kind,
    values,
    words,
    synonyms: members.synonyms === null ? {} : readSynonyms(members.synonyms, values, words),
    unit: members.unit?.string() ?? null,
    min: members.min?.number() ?? null,
    max: members.max?.number() ?? null,
    unstated: readValue(members.unstated),
    optional: members.optional?.boolean() ?? false,
    adverse: readValue(members.adverse),
    lever: members.lever?.boolean() ?? false,
    flag: members.flag?.string() ?? null,
    record: members.record?.boolean() ?? false,
    persons: members.persons?.boolean() ?? false,
    notAfter: members.notAfter?.string() ?? null,
    ...wording,
    question: members.question === null ? wording : readWording(members.question),
  }
}

/** The names by which values may be stated: what they are called in both languages, and what is listed here. */
function readSynonyms(
  node: YamlNode,
  values: readonly string[],
  words: FactDefinition['words'],
): Readonly<Record<string, string>> {
  const found = new Map(values.map((value) => [plainName(value), value]))
  const add = (name: string, value: string, at: YamlNode) => {
    const key = plainName(name)
    const other = found.get(key)
    if (other !== undefined && other !== value)
      at.fail('FEIYU_PACK_BAD_FACT', `\`${name}\` would be both \`${other}\` and \`${value}\`; keep one`)
    found.set(key, value)
  }
  for (const [value, { zh, en }] of Object.entries(words)) for (const name of [zh, en]) add(name, value, node)
  for (const [value, names] of Object.entries(node.members([], values)))
    for (const name of names?.items() ?? []) add(name.string(), value, name)
  return Object.fromEntries(found)
}

function readValue(node: YamlNode | null): FactValue {
  return node === null ? null : node.scalar()
}
