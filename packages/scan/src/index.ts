export type { RowBatch } from './batch.ts'
export * as byteClasses from './byte-class.ts'
