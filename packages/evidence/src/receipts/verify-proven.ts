import { canonicalJson } from '@feiyu/core'
import { sameBytes, utf8 } from '../bytes.ts'
import { signedBytes, writeLeaf } from '../entries/leaf.ts'
import { type Hashing, type RunHashing, sha256 } from '../hashing.ts'
import type { Tree } from '../merkle/consistency.ts'
import { verifyInclusion } from '../merkle/inclusion.ts'
import { leafHash } from '../merkle/tree.ts'
import { type VerifierKey, verifySignature } from '../notes/verifier-key.ts'
import { type Fault, fault } from './fault.ts'
import type { ProvenEntry } from './proven-entry.ts'

/**
 * What of an entry does not hold against the signed tree: at most one fault, the part that was altered. `tree` is
 * `undefined` when the checkpoint itself does not hold; the proof is then not judged.
 */
export async function verifyProven(
  part: 'permit' | 'outcome',
  { entry, leaf, index, hashes }: ProvenEntry,
  tree: Tree | undefined,
  key: VerifierKey,
  hashing: RunHashing,
): Promise<readonly Fault[]> {
  const message = signedBytes(utf8(canonicalJson(entry)))
  const named = sameBytes(await hashing(sha256(message)), leaf.digest)
  const signed = await verifySignature(key, message, leaf.signature)
  const logged = tree !== undefined && (await hashing(inTree({ leaf, index, hashes }, tree)))
  if (!sameBytes(leaf.publicKey, key.publicKey)) return [fault(part, 'other-key')]
  if (!named) return [fault(part, signed ? 'leaf-altered' : 'entry-altered')]
  if (!signed) return [fault(part, 'signature-altered')]
  return logged || tree === undefined ? [] : [fault(part, 'proof-altered')]
}

function* inTree({ leaf, index, hashes }: Omit<ProvenEntry, 'entry'>, { size, root }: Tree): Hashing<boolean> {
  const hash = yield* leafHash(writeLeaf(leaf))
  return yield* verifyInclusion({ index, size, hashes }, hash, root)
}
