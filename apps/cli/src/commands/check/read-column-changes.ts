import { nearest } from '@feiyu/core'
import { valueTypes } from '@feiyu/scan'
import { UsageError } from '../../errors.ts'
import type { FlagValues } from '../../options/flag.ts'
import { splitPair } from '../../options/pair.ts'
import type { ColumnAction, ColumnChanges } from './column-changes.ts'
import type { columnFlags } from './column-flags.ts'
import { changedTwice } from './covered-changes.ts'

/**
 * Reads the flags on columns.
 *
 * @throws UsageError for a column that is named twice, and for a kind or a step that does not exist
 */
export function readColumnChanges(flags: FlagValues<typeof columnFlags>): ColumnChanges {
  const actions = new Map<string, ColumnAction>()
  const add = (column: string, action: ColumnAction) => {
    if (actions.has(column)) throw changedTwice(column)
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
