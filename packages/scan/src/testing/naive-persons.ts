/** One row as the reference sees it: the keys of its person by kind, keys found in texts, and which columns are filled. */
export interface NaiveRow {
  /** Kind of key → value, strongest kind first in `kinds`. */
  readonly keys: Readonly<Record<string, string | undefined>>
  readonly found: readonly { readonly kind: string; readonly value: string; readonly column: number }[]
  /** Personal columns with a value. */
  readonly filled: readonly number[]
}

export interface NaiveFigures {
  readonly ordinary: number
  readonly sensitive: number
  readonly upper: number
  readonly lower: number
}

interface Key {
  /** Columns filled in rows whose person it was, or where it was found. */
  readonly columns: Set<number>
  /** Strongest keys of the rows in which it stood beside them. */
  readonly beside: Set<string>
}

/**
 * Counts persons with maps and sets, by the rules alone: the strongest key of a row is its person; a weaker key is the
 * one person beside whose key it was seen in all rows, else a person of its own; rows without a key count one each.
 *
 * @param kinds kinds of key, strongest first, with the column that holds them
 */
export function naivePersons(
  rows: readonly NaiveRow[],
  kinds: readonly { readonly kind: string; readonly column: number }[],
  ordinary: ReadonlySet<number>,
  sensitive: ReadonlySet<number>,
): NaiveFigures {
  const keys = new Map<string, Key>()
  const links: [string, string][] = []
  const keyless: Set<number>[] = []
  const at = (id: string): Key => {
    const known = keys.get(id) ?? { columns: new Set<number>(), beside: new Set<string>() }
    keys.set(id, known)
    return known
  }
  for (const { keys: given, found, filled } of rows) {
    const ids = kinds.flatMap(({ kind }) => (given[kind] === undefined ? [] : [`${kind}:${given[kind]}`]))
    for (const { kind, value, column } of found) at(`${kind}:${value}`).columns.add(column)
    const [first, ...others] = ids
    if (first === undefined) {
      keyless.push(new Set(filled))
      continue
    }
    for (const column of filled) at(first).columns.add(column)
    for (const { column } of found) at(first).columns.add(column)
    for (const other of others) {
      at(other).beside.add(first)
      links.push([other, first])
    }
  }
  const rootOf = (id: string): string => {
    const roots = new Set([...at(id).beside].map(rootOf))
    return roots.size === 1 ? [...roots][0]! : id
  }
  const persons = new Map<string, Set<number>>()
  for (const [id, key] of keys) {
    const root = rootOf(id)
    const columns = persons.get(root) ?? new Set<number>()
    persons.set(root, columns)
    for (const column of key.columns) columns.add(column)
    const own = kinds.find(({ kind }) => id.startsWith(`${kind}:`))?.column
    if (root === id && key.beside.size > 0 && own !== undefined) columns.add(own)
  }
  const componentOf = components([...keys.keys()], links)
  const counted = new Map<string, Set<string>>()
  let unique = 0
  const figures = { ordinary: 0, sensitive: 0, upper: 0 }
  const tally = (columns: ReadonlySet<number>) => {
    const isOrdinary = [...columns].some((column) => ordinary.has(column))
    const isSensitive = [...columns].some((column) => sensitive.has(column))
    if (isOrdinary) figures.ordinary++
    if (isSensitive) figures.sensitive++
    if (isOrdinary || isSensitive) figures.upper++
    return isOrdinary || isSensitive
  }
  const seen = new Set<string>()
  for (const [id, columns] of persons) {
    if (!tally(columns)) continue
    if (id.startsWith('resident_id:')) unique++
    seen.add(componentOf(id))
  }
  for (const id of keys.keys()) {
    const component = componentOf(id)
    const kind = id.slice(0, id.indexOf(':'))
    if (!seen.has(component)) continue
    counted.set(kind, (counted.get(kind) ?? new Set()).add(component))
  }
  for (const columns of keyless) tally(columns)
  counted.delete('resident_id')
  const lower = Math.max(unique, figures.upper > 0 ? 1 : 0, ...[...counted.values()].map(({ size }) => size))
  return { ...figures, lower }
}

/** By key, the first key of all that rows connect with it. */
function components(ids: readonly string[], links: readonly (readonly [string, string])[]): (id: string) => string {
  const next = new Map(ids.map((id) => [id, new Set<string>()]))
  for (const [left, right] of links) {
    next.get(left)!.add(right)
    next.get(right)!.add(left)
  }
  const found = new Map<string, string>()
  for (const id of ids) {
    if (found.has(id)) continue
    const open = [id]
    while (open.length > 0) {
      const one = open.pop()!
      if (found.has(one)) continue
      found.set(one, id)
      open.push(...next.get(one)!)
    }
  }
  return (id) => found.get(id)!
}
