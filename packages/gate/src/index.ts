export type { BatchMac } from '@feiyu/scan'
export type { ChunkCounts, ChunkGate, ChunkResult, Stop } from './chunk/chunk-gate.ts'
export { type ChunkGateOptions, createChunkGate } from './chunk/create-chunk-gate.ts'
export { rowsOfOthers, withUncounted } from './chunk/handler-rows.ts'
export { secrecyLabel } from './chunk/inspection.ts'
export { undecodableColumns } from './chunk/undecodable.ts'
export type { OpenRegister } from './consent/consent-check.ts'
export { type ConsentRegister, readConsentRegister } from './consent/consent-register.ts'
export { consentToken } from './consent/consent-token.ts'
export { cross } from './crossing/cross.ts'
export type {
  CountedBook,
  CrossingContext,
  CrossingOrder,
  CrossingProgress,
  CrossingResult,
  KeptCrossing,
} from './crossing/crossing-context.ts'
export { causeOfOpen } from './crossing/crossing-faults.ts'
export { mayHaveLeft } from './crossing/crossing-outcome.ts'
export { type CrossingPoint, crossingPoints, stopPoints } from './crossing/crossing-points.ts'
export { type CrossingEvent, type CrossingState, crossingTable, next } from './crossing/crossing-state.ts'
export { segmentHead } from './crossing/segment-head.ts'
export type { Disk, DiskFile } from './disk/disk.ts'
export { diskError, diskFaultOf } from './disk/disk-errors.ts'
export { nodeDisk } from './disk/node-disk.ts'
export { BookError, ConsentError, CrossingError, DiskError, LogWriteError, PermitError } from './errors.ts'
export { logTree } from './log/log-tree.ts'
export { createLog, hasLog, openLog } from './log/open-log.ts'
export { checkNewest, type LogView, openLogForReading } from './log/read-log.ts'
export { type RecordSigner, signingThread } from './log/signing-thread.ts'
export { mintPermit, type Particulars } from './permit/mint-permit.ts'
export type {
  Approval,
  FieldAction,
  HandlerGroup,
  Permit,
  PermitAfter,
  PermitBook,
  PermitCondition,
  PermitConsent,
  PermitCount,
  PermitField,
  PermitGround,
  PermitWatch,
  PermitWhat,
  PermitWho,
  PermitWhy,
} from './permit/permit.ts'
export { disclosuresOf, drawSalts, type PermitSalts, permitEntry } from './permit/permit-entry.ts'
export { type PermitRefusal, permitRefusalCodes } from './permit/permit-refusal.ts'
export { approvalDigest, permitId, readApproval, readPermit, writeCanonical } from './permit/read-permit.ts'
export { type Approver, signApproval } from './permit/sign-approval.ts'
export { type EnrolledApprover, type PermitVerdict, type Trust, verifyPermit } from './permit/verify-permit.ts'
export type {
  Account,
  Admission,
  Book,
  CountedField,
  Figures,
  Persons,
  Registers,
  Reservation,
  ReservationRequest,
  Segment,
  SegmentHead,
} from './ports/book.ts'
export type { Clock } from './ports/clock.ts'
export type { EvidenceLog, Published } from './ports/log.ts'
export type { Destination, Left, Sink } from './ports/sink.ts'
export type { Source } from './ports/source.ts'
export {
  type Recovered,
  type RecoveryContext,
  type RecoveryPoint,
  recoverCrossings,
  recoveryPoints,
} from './recovery/recover-crossings.ts'
export { fileDestination } from './sink/file-destination.ts'
export { bookKeyBytes, bookKeyMac } from './tally/batch-mac.ts'
export { type Books, type BooksOptions, type LoggedRoot, openBooks } from './tally/books.ts'
export { bookYear } from './tally/civil-year.ts'
export type { FileBook } from './tally/file-book.ts'
export type { Opening, OpeningHead, Recount } from './tally/journal-records.ts'
export { booksInLog, logChanges, loggedBook, newestTally, type OpenLog } from './tally/logged-book.ts'
export { addOpening, openingsOf, type StatedExports } from './tally/opening-balance.ts'
export { type RecountRequest, recount, recountsOf } from './tally/recount.ts'
export { scopeOf } from './tally/registers.ts'
export { type BookTotals, mayDestroyFrom } from './tally/retention.ts'
export { type Succession, takeOver } from './tally/succession.ts'
export { type BookViews, mechanismPersons, type View, viewsOf } from './tally/views.ts'
