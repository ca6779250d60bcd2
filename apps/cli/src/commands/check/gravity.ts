import type { Category } from '@feiyu/core'
import type { Field } from '@feiyu/scan'

const gravity: readonly Category[] = ['business', 'personal', 'sensitive', 'credential']

/** Whether a column counts as less than it did. Columns that are gone say nothing. */
export function weighsLess(before: readonly Field[], after: readonly Field[]): boolean {
  const now = new Map(before.map(({ name, category }) => [name, category]))
  return after.some(({ name, category }) => {
    const was = now.get(name)
    return was !== undefined && gravity.indexOf(category) < gravity.indexOf(was)
  })
}
