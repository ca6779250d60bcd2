import { nearest } from '@feiyu/core'
import type { FieldAction } from '@feiyu/gate'
import { valueTypes } from '@feiyu/scan'
import { UsageError } from '../../errors.ts'
import type { FlagValues } from '../../options/flag.ts'
import { splitPair } from '../../options/pair.ts'
import { type FileReport, typeOfDetector } from '../../scanning/file-report.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import type { columnFlags } from './column-flags.ts'

/** What is done to a column on its way. The key of a token is made when the crossing needs it. */
export type ColumnAction = Exclude<FieldAction, { readonly action: 'token' }> | { readonly action: 'token' }

/** What people said about columns. */
export interface ColumnChanges {
  /** By the name of the profile; a column that is not here passes. */
  readonly actions: ReadonlyMap<string, ColumnAction>
  /** Kinds of value that may cross in a column although the column is something else. */
  readonly cleared: ReadonlyMap<string, ReadonlySet<string>>
}

const pass: ColumnAction = { action: 'pass' }

/**
 * Reads the flags on columns.
 *
 * @throws UsageError for a column that is named twice, and for a kind or a step that does not exist
 */
export function readColumnChanges(flags: FlagValues<typeof columnFlags>): ColumnChanges {
  const actions = new Map<string, ColumnAction>()
  const add = (column: string, action: ColumnAction) => {
    if (actions.has(column)) {
      throw new UsageError(
        'FEIYU_USAGE_COLUMN_TWICE',
        `the column \`${column}\` is changed twice by the flags; say once what is done to it`,
      )
    }
    actions.set(column, action)
  }
  for (const column of flags.drop ?? []) add(column, { action: 'drop' })
  for (const text of flags.mask ?? []) add(...readMask(text))
  for (const column of flags.token ?? []) add(column, { action: 'token' })
  for (const text of flags.generalise ?? []) add(...readGeneralise(text))
  const cleared = new Map<string, Set<string>>()
  for (const pair of flags.clear ?? []) {
    const [column, kind] = splitPair('--clear', pair)
    cleared.set(column, (cleared.get(column) ?? new Set()).add(readKind(kind)))
  }
  return { actions, cleared }
}

/** What is done to a column. */
export function actionOf(changes: ColumnChanges, column: string): ColumnAction {
  return changes.actions.get(column) ?? pass
}

/**
 * The file as it would cross: fields and persons counted again. Masked and generalised columns count as they stand, since
 * what is left of a value is still about its person.
 *
 * @throws UsageError for a column that the file does not have
 */
export function afterChanges(scanned: ScannedFile, changes: ColumnChanges): ScannedFile {
  refuseUnknownColumns(scanned.report, changes)
  if (changes.actions.size === 0) return scanned
  const of = (action: ColumnAction['action']) =>
    [...changes.actions].filter(([, one]) => one.action === action).map(([column]) => column)
  const dropped = of('drop')
  const tokenised = of('token')
  const together = (more: Parameters<ScannedFile['recount']>[0]) => ({
    dropped: [...dropped, ...(more.dropped ?? [])],
    tokenised: [...tokenised, ...(more.tokenised ?? [])],
  })
  const recount: ScannedFile['recount'] = (more) => scanned.recount(together(more))
  const stays = ({ column }: { readonly column: string | null }) => column === null || !dropped.includes(column)
  const { report } = scanned
  return {
    ...scanned,
    report: {
      ...report,
      ...recount({}),
      markings: report.markings.filter(stays),
      candidates: report.candidates.filter(stays),
      warnings: report.warnings.filter(stays),
    },
    recount,
    counted: (more) => scanned.counted(together(more)),
  }
}

/** A kind of value that was found in a column which is something else, and that nobody has cleared. */
export interface Uncleared {
  readonly column: string
  readonly type: string
  readonly count: number
  readonly firstRow: number
}

/** Strong finds that the gate would stop: they are in a column that passes, and no one has said that they may. */
export function unclearedIn(report: FileReport, changes: ColumnChanges): readonly Uncleared[] {
  return report.fields.flatMap((field) =>
    actionOf(changes, field.name).action !== 'pass'
      ? []
      : hiddenIn(field)
          .filter(({ type }) => changes.cleared.get(field.name)?.has(type) !== true)
          .map(({ type, count, firstRow }) => ({ column: field.name, type, count, firstRow })),
  )
}

/** Kinds of value in a column that are something else than the column: strong ones, one for each kind. */
export function hiddenIn(field: FileReport['fields'][number]): readonly {
  readonly type: string
  readonly count: number
  readonly firstRow: number
}[] {
  const strong = field.detectors
    .filter((one) => one.strong)
    .map((one) => ({ type: typeOfDetector(one.id), count: one.count, firstRow: one.firstRow }))
    .filter(({ type }) => type !== field.type)
  return [...Map.groupBy(strong, ({ type }) => type)].map(([type, group]) => ({
    type,
    count: group.reduce((sum, { count }) => sum + count, 0),
    firstRow: Math.min(...group.map(({ firstRow }) => firstRow)),
  }))
}

function refuseUnknownColumns(report: FileReport, changes: ColumnChanges): void {
  const names = report.fields.map((field) => field.name)
  for (const column of [...changes.actions.keys(), ...changes.cleared.keys()]) {
    if (names.includes(column)) continue
    const near = nearest(column, names)
    throw new UsageError(
      'FEIYU_USAGE_COLUMN',
      `no column \`${column}\`; ${near === undefined ? '`feiyu scan FILE` lists the columns' : `did you mean \`${near}\`?`}`,
    )
  }
}

/** `phone` hides all, `phone=3,4` keeps three characters at the beginning and four at the end. */
function readMask(text: string): readonly [string, ColumnAction] {
  const kept = /^(.+)=(\d{1,3}),(\d{1,3})$/s.exec(text)
  if (kept === null) return [text, { action: 'mask', keepStart: 0, keepEnd: 0 }]
  return [kept[1] ?? '', { action: 'mask', keepStart: Number(kept[2]), keepEnd: Number(kept[3]) }]
}

function readGeneralise(text: string): readonly [string, ColumnAction] {
  const [column, to] = splitPair('--generalise', text)
  if (to === 'year' || to === 'quarter' || to === 'month') return [column, { action: 'generalise-date', to }]
  const step = /^\d{1,15}$/.test(to) ? Number(to) : 0
  if (step > 0) return [column, { action: 'generalise-number', step }]
  throw new UsageError(
    'FEIYU_USAGE_GENERALISE',
    `\`--generalise\` cannot be \`${to}\`; write \`year\`, \`quarter\` or \`month\` for dates, or a step such as \`100\` for numbers`,
  )
}

function readKind(kind: string): string {
  const ids = valueTypes.map((type) => type.id)
  if (ids.some((id) => id === kind)) return kind
  const near = nearest(kind, ids)
  throw new UsageError(
    'FEIYU_USAGE_KIND',
    `\`--clear\` knows no kind of value \`${kind}\`; ${near === undefined ? '`feiyu scan FILE` shows what was found' : `did you mean \`${near}\`?`}`,
  )
}
