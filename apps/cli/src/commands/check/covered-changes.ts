import { nearest } from '@feiyu/core'
import { UsageError } from '../../errors.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import type { ColumnAction, ColumnChanges } from './column-changes.ts'

/** Names that a refusal lists at most. */
const mostListed = 20

interface PlacedColumn {
  readonly name: string
  readonly path: string
  readonly isEmpty: boolean
}

/**
 * What people said about columns, by each column of the file that it covers. In JSON `--drop contact` takes out
 * `contact` and all below it; any other action means one column, and one with others below that nobody has said anything
 * of is refused, since they would pass. What holds no value and stands above a dropped column goes with it where nothing
 * below keeps a value: null and `{}` would tell row by row who had one.
 *
 * @throws UsageError for a column that the file does not have, for one that is changed twice, and for one with others
 * below
 */
export function coveredChanges(
  { report, paths }: Pick<ScannedFile, 'report' | 'paths'>,
  said: ColumnChanges,
): ColumnChanges {
  const isNested = report.format !== 'csv'
  const columns = report.fields.map(({ name, values }, index): PlacedColumn => {
    const path = isNested ? (paths[index] ?? name) : name
    return { name, path, isEmpty: values === 0 }
  })
  const below = (name: string) => (isNested ? columns.filter(({ path }) => isBelow(path, name)) : [])
  const actions = new Map<string, ColumnAction>()
  for (const [name, action] of said.actions) {
    if (action.action !== 'drop') actions.set(name, action)
  }
  const isSaid = ({ name }: PlacedColumn) => said.actions.has(name) || said.cleared.has(name)
  for (const name of [...actions.keys(), ...said.cleared.keys()]) {
    const exists = columns.some((column) => column.name === name)
    const open = below(name).filter((column) => !exists || (!column.isEmpty && !isSaid(column)))
    if (open.length > 0) throw parentError(name, open)
    if (!exists) throw unknownError(name, columns)
  }
  for (const [name, action] of said.actions) {
    if (action.action !== 'drop') continue
    const covered = columns.filter((one) => one.name === name || (isNested && one.path === name)).concat(below(name))
    if (covered.length === 0) throw unknownError(name, columns)
    for (const column of covered) {
      if ((actions.get(column.name) ?? action).action !== 'drop') throw changedTwice(column.name)
      actions.set(column.name, action)
    }
  }
  if (isNested) {
    for (const { name } of tracesOf(columns, actions)) actions.set(name, { action: 'drop' })
  }
  const inOrder = columns.flatMap(({ name }) => {
    const action = actions.get(name)
    return action === undefined ? [] : [[name, action] as const]
  })
  return { actions: new Map(inOrder), cleared: said.cleared }
}

/** The flags say two things of one column. */
export function changedTwice(column: string): UsageError {
  return new UsageError(
    'FEIYU_USAGE_COLUMN_TWICE',
    `the column \`${column}\` is changed twice by the flags; say once what is done to it`,
  )
}

/** Columns without a value above dropped ones, where no value that stays is below. */
function tracesOf(
  columns: readonly PlacedColumn[],
  actions: ReadonlyMap<string, ColumnAction>,
): readonly PlacedColumn[] {
  const isDropped = ({ name }: PlacedColumn) => actions.get(name)?.action === 'drop'
  const dropped = columns.filter(isDropped)
  if (dropped.length === 0) return []
  const aboveDropped = new Set(dropped.flatMap(({ path }) => parents(path)))
  const kept = columns.filter((column) => !column.isEmpty && !isDropped(column))
  const aboveKept = new Set(kept.flatMap(({ path }) => parents(path)))
  return columns.filter(({ path, isEmpty }) => isEmpty && aboveDropped.has(path) && !aboveKept.has(path))
}

/** A path of JSON goes on with `.` and a key, or with `[]` for what a list holds. */
function isBelow(path: string, parent: string): boolean {
  return path.startsWith(`${parent}.`) || path.startsWith(`${parent}[]`)
}

/** Every path that this one is below. */
function parents(path: string): readonly string[] {
  return [...path.matchAll(/\.|\[\]/g)].map(({ index }) => path.slice(0, index))
}

function unknownError(column: string, columns: readonly PlacedColumn[]): UsageError {
  const near = nearest(
    column,
    columns.map(({ name }) => name),
  )
  return new UsageError(
    'FEIYU_USAGE_COLUMN',
    `no column \`${column}\`; ${near === undefined ? '`feiyu scan FILE` lists the columns' : `did you mean \`${near}\`?`}`,
  )
}

function parentError(column: string, below: readonly PlacedColumn[]): UsageError {
  const names = below.slice(0, mostListed).map(({ name }) => name)
  const list = `${names.join(', ')}${below.length > mostListed ? ', …' : ''}`
  return new UsageError(
    'FEIYU_USAGE_COLUMN_PARENT',
    `\`${column}\` has columns below it, of which nothing is said: \`${list}\`; name each of them, or take out all with \`--drop\``,
  )
}
