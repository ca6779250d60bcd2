import { canonicalJson, type Digest } from '@feiyu/core'
import { utf8 } from '../bytes.ts'
import { entryDigest } from '../entries/leaf.ts'
import { NoteError } from '../errors.ts'
import { digestOfHash, type Hashing, type RunHashing } from '../hashing.ts'
import { openNote } from '../notes/signed-note.ts'
import { readVerifierKey } from '../notes/verifier-key.ts'
import { type Fault, fault } from './fault.ts'
import type { Receipt } from './receipt.ts'

/** The text that a recipient signs as a note when it has received what the outcome says. `outcome` names that entry. */
export function acknowledgementText(outcome: Digest): string {
  return `feiyu.acknowledgement/1\n${outcome}\n`
}

/** The digest by which a permit names its recipient's key. */
export function* recipientKeyDigest(verifierKey: string): Hashing<Digest> {
  return digestOfHash(yield utf8(verifierKey))
}

/** What of the acknowledgement does not hold. The key comes with it, so the permit has to name that key. */
export async function verifyAcknowledgement(receipt: Receipt, hashing: RunHashing): Promise<readonly Fault[]> {
  const { acknowledgement, permit, outcome } = receipt
  if (acknowledgement === null) return []
  if ((await hashing(recipientKeyDigest(acknowledgement.key))) !== permit.entry.body.recipientKey) {
    return [fault('acknowledgement', 'acknowledgement-key')]
  }
  try {
    const note = await openNote(acknowledgement.note, [await hashing(readVerifierKey(acknowledgement.key))])
    if (note.kind === 'refused') return [fault('acknowledgement', 'acknowledgement-signature')]
    const expected = acknowledgementText(await hashing(entryDigest(utf8(canonicalJson(outcome.entry)))))
    return note.text === expected ? [] : [fault('acknowledgement', 'acknowledgement-other')]
  } catch (error) {
    if (error instanceof NoteError) return [fault('acknowledgement', 'acknowledgement-key', error.message)]
    throw error
  }
}
