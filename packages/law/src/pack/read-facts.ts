import type { FactDefinition, FactKind, FactType, FactValue } from '../facts/fact.ts'
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
    ['values', 'words', 'unit', 'unstated', 'optional', 'adverse', 'lever', 'flag', 'question', 'record', 'notAfter'],
  )
  const type = members.type.word(types)
  const kind = members.kind.word(kinds)
  const values = members.values?.items().map((item) => item.string()) ?? []
  if (type !== 'list' && (type === 'enum') !== values.length > 0)
    node.fail('FEIYU_PACK_BAD_FACT', 'an enum, or a list of known words, and nothing else, lists its `values`')
  if ((kind === 'open') !== (members.flag !== null))
    node.fail('FEIYU_PACK_BAD_FACT', 'an open question, and nothing else, names its `flag`')
  const wording = { zh: members.zh.string(), en: members.en.string() }
  return {
    name,
    pack,
    at: node.at,
    type,
    kind,
    values,
    words: members.words === null ? {} : readWords(members.words, values),
    unit: members.unit?.string() ?? null,
    unstated: readValue(members.unstated),
    optional: members.optional?.boolean() ?? false,
    adverse: readValue(members.adverse),
    lever: members.lever?.boolean() ?? false,
    flag: members.flag?.string() ?? null,
    record: members.record?.boolean() ?? false,
    notAfter: members.notAfter?.string() ?? null,
    ...wording,
    question: members.question === null ? wording : readWording(members.question),
  }
}

function readValue(node: YamlNode | null): FactValue {
  return node === null ? null : node.scalar()
}
