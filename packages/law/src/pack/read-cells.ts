import type { FactScalar } from '../facts/fact.ts'
import type { Bound, Cell, CellTest, CitationReference, Validity, Wording } from './pack.ts'
import type { YamlNode } from './yaml-node.ts'

/** `fact: test` for each member of a `when`; all of them must hold. */
export function readCells(node: YamlNode): readonly Cell[] {
  return node.entries().map(([fact, test]) => ({ fact, test: readTest(test) }))
}

/** A value stands for "equals"; the other tests are written `{ in: […] }`, `{ not: … }`, `{ stated: … }`, `{ ge: … }`. */
function readTest(node: YamlNode): CellTest {
  if (!node.isMap()) return { kind: 'eq', bound: readBound(node) }
  const test = node.members([], ['in', 'not', 'stated', 'ge', 'gt', 'le', 'lt'])
  const { in: among, not, stated, ge, gt, le, lt } = test
  const kinds = [among, not, stated, ge ?? gt ?? le ?? lt].filter((member) => member !== null)
  if (kinds.length !== 1)
    node.fail('FEIYU_PACK_BAD_TEST', 'a cell holds one kind of test: a value, in, not, stated, or bounds')
  if (among !== null) return { kind: 'in', values: readValues(among) }
  if (not !== null) return { kind: 'not', values: readValues(not) }
  if (stated !== null) return { kind: 'stated', stated: stated.boolean() }
  if (ge !== null && gt !== null) node.fail('FEIYU_PACK_BAD_TEST', 'give one of `ge` and `gt`')
  if (le !== null && lt !== null) node.fail('FEIYU_PACK_BAD_TEST', 'give one of `le` and `lt`')
  return {
    kind: 'range',
    ge: ge === null ? null : readBound(ge),
    gt: gt === null ? null : readBound(gt),
    le: le === null ? null : readBound(le),
    lt: lt === null ? null : readBound(lt),
  }
}

function readValues(node: YamlNode): readonly FactScalar[] {
  if (!node.isList()) return [node.scalar()]
  const values = node.items().map((item) => item.scalar())
  return values.length > 0 ? values : node.fail('FEIYU_PACK_BAD_TEST', 'an empty list never holds; name a value')
}

/** `$name` is the value of a parameter on the day. */
export function readBound(node: YamlNode): Bound {
  const value = node.scalar()
  return typeof value === 'string' && value.startsWith('$') ? { parameter: value.slice(1) } : { value }
}

/** `cite`: one reference or a list of them, `instrument#article`, or a map with `ref`, `from`, `until`. */
export function readCitations(node: YamlNode): readonly CitationReference[] {
  const items = node.isList() ? node.items() : [node]
  if (items.length === 0) node.fail('FEIYU_PACK_NO_CITATION', 'a row needs a citation; name `instrument#article`')
  return items.map((item) => {
    if (!item.isMap()) return { ...readReference(item), from: null, until: null }
    const { ref, from, until } = item.members(['ref'], ['from', 'until'])
    return { ...readReference(ref), ...readValidity(from, until) }
  })
}

function readReference(node: YamlNode): { readonly instrument: string; readonly article: string | null } {
  const text = node.string()
  const hash = text.indexOf('#')
  return hash < 0
    ? { instrument: text, article: null }
    : { instrument: text.slice(0, hash), article: text.slice(hash + 1) }
}

/** `from` (included) and `until` (excluded). */
export function readValidity(from: YamlNode | null, until: YamlNode | null): Validity {
  const validity = { from: from?.date() ?? null, until: until?.date() ?? null }
  if (validity.from !== null && validity.until !== null && validity.from >= validity.until) {
    until?.fail('FEIYU_PACK_WRONG_DATE', 'must be later than `from`; the day of `until` is not included')
  }
  return validity
}

export function readWording(node: YamlNode): Wording {
  const { zh, en } = node.members(['zh', 'en'], [])
  return { zh: zh.string(), en: en.string() }
}

/** What each known word is called: all of them or none, so that no sentence is half in codes. */
export function readWords(node: YamlNode, values: readonly string[]): Readonly<Record<string, Wording>> {
  return Object.fromEntries(
    Object.entries(node.members(values, [])).map(([value, words]) => [value, readWording(words)]),
  )
}
