export { maxColumns, type RowBatch, type ValueLists } from './batch.ts'
export * as byteClasses from './byte-class.ts'
export { type Detector, detectors } from './detectors/detector.ts'
export type { MarkingKind, SecrecyLevel } from './detectors/markings.ts'
export { isPlaceholder } from './detectors/placeholders.ts'
export { ScanError } from './errors.ts'
export type { ColumnChanges, CountedPart, ScanResult } from './finish.ts'
export { looksLikeHeader } from './header.ts'
export type { ScanHead, ScanPart } from './lanes/scan-part.ts'
export { type BatchMac, codeWords } from './live/batch-mac.ts'
export {
  type ActionOf,
  createLiveScan,
  type LiveClass,
  type LiveHits,
  type LiveMarking,
  type LiveScan,
} from './live/live-scan.ts'
export type { PersonKeys } from './live/person-keys.ts'
export type { ChangedColumn, ColumnFate, OutgoingBatch, RowEncoder } from './outgoing.ts'
export type {
  Candidate,
  CountMethod,
  DetectorHits,
  Field,
  Profile,
  ScanWarning,
  Subjects,
  WarningCode,
} from './profile.ts'
export {
  createLane,
  createScanner,
  type Lane,
  type Scanner,
  type ScannerOptions,
  type SharingScanner,
} from './scanner.ts'
export { isOfRegister, type KeyType, keyKindsOf, keyTypes } from './subjects/key-type.ts'
export {
  keyWords,
  linkKindAt,
  linkOwnerAt,
  linkOwnerKindAt,
  linkWords,
  type PersonBatch,
  personBitsAt,
  personKindAt,
  personWords,
} from './subjects/person-batch.ts'
export { isUnreadableName } from './table/field-names.ts'
export type { Marking } from './table/marking-log.ts'
export type { Role, ValueType } from './vocabulary/value-type.ts'
export { type TypeId, valueTypes } from './vocabulary/value-types.ts'
