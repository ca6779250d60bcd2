import type { Column } from '../columns/column.ts'
import type { ColumnPlan } from '../columns/column-plan.ts'
import type { ColumnReader, ReaderContext, ReaderRole } from './column-reader.ts'
import { KeyedReader } from './keyed-reader.ts'
import { PlainReader } from './plain-reader.ts'

/** The reader for a column of a plan. */
export function chooseReader(column: Column, plan: ColumnPlan, role: ReaderRole, context: ReaderContext): ColumnReader {
  return role.slot === null
    ? new PlainReader(column, plan, role, context)
    : new KeyedReader(column, plan, role, role.slot, context)
}
