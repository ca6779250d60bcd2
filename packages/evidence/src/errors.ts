import { FeiyuError } from '@feiyu/core'

/** JSON that is not of the form of an entry, a leaf or a receipt; `at` names the member. */
export class EvidenceFormError extends FeiyuError {
  override readonly name = 'EvidenceFormError'
}

/** A log whose files are missing, cut, or not of the tree that its checkpoint signs; `at` names the file. */
export class LogError extends FeiyuError {
  override readonly name = 'LogError'
}

/** A verifier key, key name or checkpoint that cannot be read or written. */
export class NoteError extends FeiyuError {
  override readonly name = 'NoteError'
}
