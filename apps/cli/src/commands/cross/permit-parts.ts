import type { Digest } from '@feiyu/core'
import { digestOfJson } from '@feiyu/core'
import type { PermitField, PermitWatch } from '@feiyu/gate'
import { detectors, type Field } from '@feiyu/scan'
import type { FileReport } from '../../scanning/file-report.ts'
import { actionOf, type ColumnChanges, hiddenIn, letsValuesPass } from '../check/column-changes.ts'

/** Weak finds that nobody cleared hold a chunk when more than this share of a column's values have them. */
const weakHoldAbove = 0.01
/** The name by which a permit lets a word of secrecy pass that is no statutory mark. */
const secrecyLabel = 'secrecy_label'

/** Every column of the file with what is done to it. `report` is that of the whole file, before any change. */
export function permitFields(
  report: FileReport,
  changes: ColumnChanges,
  tokenKey: string | null,
  isPersonal: boolean,
): readonly PermitField[] {
  return report.fields.map((field) => {
    const { name: path, type } = field
    const action = actionOf(changes, path)
    // A column without a single value, in a file about nobody, says nothing of anybody.
    const category = field.values === 0 && !isPersonal ? 'business' : field.category
    if (action.action !== 'token') return { path, type, category, ...action }
    if (tokenKey === null) throw new TypeError('a token needs the key of its recipient')
    return { path, type, category, action: 'token', keyId: tokenKey }
  })
}

/** What the gate looks out for: everything but the kinds of value that the profile found and a person let pass. */
export async function permitWatch(report: FileReport, changes: ColumnChanges): Promise<PermitWatch> {
  return {
    detectors: await detectorSet(),
    cleared: report.fields
      .map((field) => ({ path: field.name, detectors: clearedIn(field, report, changes) }))
      .filter((cleared) => cleared.detectors.length > 0),
    strongHit: 'stop',
    weakHoldAbove,
    drift: { onNewField: 'hold', onMissingField: 'hold', onNewClass: 'stop' },
    undecodable: 'stop',
  }
}

/** Digest of the detectors that scan and gate share. */
export function detectorSet(): Promise<Digest> {
  return digestOfJson(detectors)
}

/**
 * Hits of the column's own kind, of kinds that a person let pass, and weak ones, which the profile showed; and words of
 * secrecy without the statutory mark, on which the law has been asked by now.
 */
function clearedIn(field: Field, report: FileReport, changes: ColumnChanges): readonly string[] {
  const kinds = changes.cleared.get(field.name)
  const hidden = new Set(hiddenIn(field).flatMap(({ type, ids }) => (kinds?.has(type) === true ? [] : ids)))
  const passes = letsValuesPass(actionOf(changes, field.name))
  const isLabelled = report.markings.some(({ kind, column }) => kind === 'label' && column === field.name)
  return [
    ...field.detectors.map(({ id }) => id).filter((id) => !passes || !hidden.has(id)),
    ...(isLabelled ? [secrecyLabel] : []),
  ]
}
