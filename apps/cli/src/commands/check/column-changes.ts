import type { FieldAction } from '@feiyu/gate'
import { type FileReport, isPersonal, typeOfDetector } from '../../scanning/file-report.ts'
import type { ScannedFile } from '../../scanning/scan-file.ts'
import { weighsLess } from './gravity.ts'

/** What is done to a column on its way. The key of a token is made when the crossing needs it. */
export type ColumnAction = Exclude<FieldAction, { readonly action: 'token' }> | { readonly action: 'token' }

/** What people said about columns. */
export interface ColumnChanges {
  /** By the name that a person wrote, then by that of the profile; a column that is not here passes. */
  readonly actions: ReadonlyMap<string, ColumnAction>
  /** Kinds of value that may cross in a column although the column is something else. */
  readonly cleared: ReadonlyMap<string, ReadonlySet<string>>
}

const pass: ColumnAction = { action: 'pass' }

/** What is done to a column. */
export function actionOf(changes: ColumnChanges, column: string): ColumnAction {
  return changes.actions.get(column) ?? pass
}

/**
 * The file as it would cross: fields and persons counted again. Masked and generalised columns count as they stand, since
 * what is left of a value is still about its person. What is left of a person's row stays about that person as well:
 * taking out the name makes it pseudonymous, not anonymous (个人信息保护法 art. 4, 73), so where a column that stays would
 * count as less, all of them count as before. `changes` are those of `coveredChanges`.
 */
export function afterChanges(scanned: ScannedFile, changes: ColumnChanges): ScannedFile {
  if (changes.actions.size === 0) return scanned
  const dropped = droppedColumns(changes)
  const tokenised = [...changes.actions].filter(([, { action }]) => action === 'token').map(([column]) => column)
  const stays = ({ column }: { readonly column: string | null }) => column === null || !dropped.includes(column)
  const { report } = scanned
  const recount: ScannedFile['recount'] = (more) => {
    const gone = [...dropped, ...(more.dropped ?? [])]
    const counted = scanned.recount({ dropped: gone, tokenised: [...tokenised, ...(more.tokenised ?? [])] })
    if (!weighsLess(report.fields, counted.fields)) return counted
    return { fields: report.fields.filter(({ name }) => !gone.includes(name)), subjects: report.subjects }
  }
  const keepsClasses = !weighsLess(report.fields, scanned.recount({ dropped, tokenised }).fields)
  return {
    ...scanned,
    report: {
      ...report,
      ...recount({}),
      // A statutory mark makes the whole file a carrier of the secret, whatever is dropped; the gate stops it all the same.
      markings: report.markings.filter((marking) => marking.kind === 'mark' || stays(marking)),
      candidates: report.candidates.filter(stays),
      warnings: report.warnings.filter(stays),
    },
    recount,
    counted: () =>
      keepsClasses
        ? scanned.counted({ dropped, tokenised })
        : scanned.counted({}).filter(({ name }) => !dropped.includes(name)),
  }
}

/** Columns that are taken out, as the report names them. */
export function droppedColumns(changes: ColumnChanges): readonly string[] {
  return [...changes.actions].filter(([, { action }]) => action === 'drop').map(([column]) => column)
}

/** Columns about persons that are masked or generalised: classes and persons are judged as if they were not. */
export function judgedUnchanged(report: FileReport, changes: ColumnChanges): readonly string[] {
  const isLessened = (column: string) => {
    const { action } = actionOf(changes, column)
    return action === 'mask' || action === 'generalise-date' || action === 'generalise-number'
  }
  return report.fields.filter((field) => isPersonal(field) && isLessened(field.name)).map(({ name }) => name)
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
    !letsValuesPass(actionOf(changes, field.name))
      ? []
      : hiddenIn(field)
          .filter(({ type }) => changes.cleared.get(field.name)?.has(type) !== true)
          .map(({ type, count, firstRow }) => ({ column: field.name, type, count, firstRow })),
  )
}

/** Whether what is hidden inside a value may still be there afterwards. A mask keeps characters of every value. */
export function letsValuesPass({ action }: ColumnAction): boolean {
  return action === 'pass' || action === 'mask'
}

/** Kinds of value in a column that are something else than the column: strong ones, one for each kind. */
export function hiddenIn(field: FileReport['fields'][number]): readonly {
  readonly type: string
  /** `Detector.id` of those that found it. */
  readonly ids: readonly string[]
  readonly count: number
  readonly firstRow: number
}[] {
  const strong = field.detectors
    .filter((one) => one.strong)
    .map((one) => ({ type: typeOfDetector(one.id), id: one.id, count: one.count, firstRow: one.firstRow }))
    .filter(({ type }) => type !== field.type)
  return [...Map.groupBy(strong, ({ type }) => type)].map(([type, group]) => ({
    type,
    ids: group.map(({ id }) => id),
    count: group.reduce((sum, { count }) => sum + count, 0),
    firstRow: Math.min(...group.map(({ firstRow }) => firstRow)),
  }))
}
