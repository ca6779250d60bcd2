export type { Bytes } from './bytes.ts'
export { type Commitment, commit, saltBytes } from './entries/commitment.ts'
export { type Entry, readCanonical, readEntry, writeEntry } from './entries/entry.ts'
export type { EntryBody, EntryKind } from './entries/kinds.ts'
export { entryDigest, type Leaf, readLeaf, signEntry, signedBytes, writeLeaf } from './entries/leaf.ts'
export { list, map, type Of, oneOf, record, type Shape, when } from './entries/shape.ts'
export { count, digest, type Id, type Instant, id, idOf, instant, instantOf } from './entries/values.ts'
export { EvidenceFormError, LogError, NoteError } from './errors.ts'
export { type Hashing, hashingWith, type RunHashing, webHashing } from './hashing.ts'
export { type Tree, verifyConsistency } from './merkle/consistency.ts'
export { type InclusionProof, verifyInclusion } from './merkle/inclusion.ts'
export { leafHash, rootOfHashes } from './merkle/tree.ts'
export {
  type Checkpoint,
  checkpointText,
  type OpenedCheckpoint,
  openCheckpoint,
  signCheckpoint,
} from './notes/checkpoint.ts'
export { type OpenedNote, openNote, signNote } from './notes/signed-note.ts'
export {
  readVerifierKey,
  type Signer,
  type VerifierKey,
  verifierKey,
  verifySignature,
  writeVerifierKey,
} from './notes/verifier-key.ts'
export { acknowledgementText, recipientKeyDigest } from './receipts/acknowledgement.ts'
export type { Fault } from './receipts/fault.ts'
export { isProven, type ProvenEntry, proveEntry } from './receipts/proven-entry.ts'
export {
  type Acknowledgement,
  type Disclosure,
  type Receipt,
  readReceipt,
  writeReceipt,
} from './receipts/receipt.ts'
export { sigstoreBundle, sigstoreBundles, sigstoreTrustedRoot } from './receipts/sigstore.ts'
export { type ReceiptVerdict, type VerifyOptions, verifyReceipt } from './receipts/verify-receipt.ts'
export { type Audit, auditEntries, auditLeaves, auditLog, auditRoot, auditTile, type LogFault } from './tiles/audit.ts'
export { writeBundle } from './tiles/bundle.ts'
export { type LogReader, readEntries, readLeaves, readTile } from './tiles/log-reader.ts'
export {
  type Appended,
  append,
  emptyLog,
  type LogRecord,
  type LogState,
  resumeLog,
  treeRoot,
} from './tiles/log-state.ts'
export { earlierRoot, proveConsistency, proveInclusion } from './tiles/prove.ts'
export { entriesPath, leavesPath, tilePath } from './tiles/tile.ts'
