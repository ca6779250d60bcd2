export type { RowBatch } from './batch.ts'
export * as byteClasses from './byte-class.ts'
export type { Role, ValueType } from './vocabulary/value-type.ts'
export { type TypeId, valueTypes } from './vocabulary/value-types.ts'
