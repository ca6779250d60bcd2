import { base64Of, bytesOfBase64 } from '../bytes.ts'
import { NoteError } from '../errors.ts'
import type { Tree } from '../merkle/consistency.ts'
import { hashBytes } from '../merkle/tree.ts'
import { type OpenedNote, openNote, signNote } from './signed-note.ts'
import type { Signer, VerifierKey } from './verifier-key.ts'

/** What a log signs: its origin, and size and root of its tree (C2SP tlog-checkpoint). */
export interface Checkpoint extends Tree {
  readonly origin: string
}

/** What a signed checkpoint turned out to be. */
export type OpenedCheckpoint =
  | {
      readonly kind: 'signed'
      readonly checkpoint: Checkpoint
      readonly signedBy: readonly VerifierKey[]
      readonly unknown: readonly string[]
    }
  | Extract<OpenedNote, { readonly kind: 'refused' }>
  | { readonly kind: 'refused'; readonly problem: 'other-log' }

/** The text that a log signs. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  if (origin === '' || origin.includes('\n') || !Number.isSafeInteger(size) || size < 0 || root.length !== hashBytes) {
    throw new NoteError(
      'FEIYU_NOTE_CHECKPOINT',
      'a checkpoint needs an origin of one line, a size and a root of 32 bytes',
    )
  }
  return `${origin}\n${size}\n${base64Of(root)}\n`
}

/** Signs a checkpoint with the log's key, whose name is the origin, and with any further keys. */
export async function signCheckpoint(tree: Tree, log: Signer, others: readonly Signer[] = []): Promise<string> {
  return signNote(checkpointText({ origin: log.key.name, size: tree.size, root: tree.root }), [log, ...others])
}

/**
 * Reads a checkpoint that the log's key has signed. It has to be of the log that the key names; lines after the root
 * are signed with the rest and mean nothing to us. `witnesses` are further keys whose lines are verified when present.
 */
export async function openCheckpoint(
  note: string | Uint8Array,
  log: VerifierKey,
  witnesses: readonly VerifierKey[] = [],
): Promise<OpenedCheckpoint> {
  const opened = await openNote(note, [log, ...witnesses])
  if (opened.kind === 'refused') return opened
  if (!opened.signedBy.includes(log)) return { kind: 'refused', problem: 'not-signed' }
  const checkpoint = parseCheckpoint(opened.text)
  if (checkpoint === undefined) return { kind: 'refused', problem: 'malformed' }
  if (checkpoint.origin !== log.name) return { kind: 'refused', problem: 'other-log' }
  return { kind: 'signed', checkpoint, signedBy: opened.signedBy, unknown: opened.unknown }
}

function parseCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.slice(0, -1).split('\n')
  const [origin = '', size = '', root = ''] = lines
  const hash = bytesOfBase64(root)
  if (lines.length < 3 || lines.includes('') || hash?.length !== hashBytes) return undefined
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) return undefined
  return { origin, size: Number(size), root: hash }
}
