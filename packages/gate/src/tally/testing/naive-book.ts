import type { CountedField, Persons } from '../../ports/book.ts'
import { type TestKind, type TestRow, testFields, testKinds } from './rows.ts'

/** Rows that crossed, how their fields were read, and links that are known besides. */
export interface NaiveCrossing {
  readonly rows: readonly TestRow[]
  readonly linked?: readonly TestRow[]
  readonly fields?: readonly CountedField[]
}

/**
 * Counts persons with maps and sets, by the rules alone: the strongest key of a row is its person; a weaker one is the
 * one person beside whose key it was seen in all crossings, else a person of its own; a row without a key counts one.
 */
export function naiveCount(crossings: readonly NaiveCrossing[]): Persons {
  const flags = new Map<string, Set<string>>()
  const beside = new Map<string, Set<string>>()
  const own = new Map<string, Set<string>>()
  let [ordinary, sensitive] = [0, 0]
  const noteLinks = (row: TestRow, fields: readonly CountedField[]) => {
    const [first, ...others] = idsOf(row)
    for (const other of others) {
      beside.set(other, (beside.get(other) ?? new Set()).add(first!))
      const kind = other.split(':')[0]!
      for (const { path, sensitive: isSensitive } of fields) {
        if (path === kind) own.set(other, (own.get(other) ?? new Set()).add(isSensitive ? 'S' : 'O'))
      }
    }
  }
  for (const { rows, linked = [], fields = testFields } of crossings) {
    for (const row of [...rows, ...linked]) noteLinks(row, fields)
    for (const row of rows) {
      const categories = categoriesOf(row, fields)
      const [first] = idsOf(row)
      if (first === undefined) {
        ordinary += categories.has('O') ? 1 : 0
        sensitive += categories.has('S') ? 1 : 0
        continue
      }
      const known = flags.get(first) ?? new Set()
      flags.set(first, known)
      for (const category of categories) known.add(category)
    }
  }
  const rootOf = (id: string): string => {
    const roots = new Set([...(beside.get(id) ?? [])].map(rootOf))
    return roots.size === 1 ? [...roots][0]! : id
  }
  const persons = new Map<string, Set<string>>()
  for (const id of new Set([...flags.keys(), ...beside.keys()])) {
    const root = rootOf(id)
    const all = persons.get(root) ?? new Set()
    persons.set(root, all)
    for (const category of flags.get(id) ?? []) all.add(category)
    if (root === id && beside.has(id)) for (const category of own.get(id) ?? []) all.add(category)
  }
  for (const categories of persons.values()) {
    if (categories.has('O')) ordinary++
    if (categories.has('S')) sensitive++
  }
  return { ordinary, sensitive }
}

function idsOf({ keys }: TestRow): string[] {
  return testKinds.flatMap((kind: TestKind) => (keys[kind] === undefined ? [] : [`${kind}:${keys[kind]}`]))
}

function categoriesOf({ filled, minor }: TestRow, fields: readonly CountedField[]): Set<string> {
  const categories = new Set<string>()
  for (const { path, sensitive } of fields) {
    if (filled.some((field) => field === path)) categories.add(sensitive ? 'S' : 'O')
  }
  return minor === true && categories.size > 0 ? new Set(['S']) : categories
}
