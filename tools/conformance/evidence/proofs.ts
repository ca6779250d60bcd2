import {
  type Bytes,
  type Checkpoint,
  type LogReader,
  leafHash,
  proveConsistency,
  proveInclusion,
  readLeaves,
  verifyConsistency,
  verifyInclusion,
} from '@feiyu/evidence'
import { hashing } from './log-writer.ts'

/** A proof of ours in the newest tree. `number` is the leaf's index, or the size of the earlier tree. */
export interface Proof {
  readonly kind: 'inclusion' | 'consistency'
  readonly number: number
  /** The leaf, or the earlier root. */
  readonly of: Bytes
  readonly hashes: readonly Bytes[]
}

/** Inclusion proofs of these leaves, and consistency proofs from all earlier checkpoints. */
export async function makeProofs(
  reader: LogReader,
  indexes: readonly number[],
  checkpoints: readonly Checkpoint[],
): Promise<readonly Proof[]> {
  const size = checkpoints[checkpoints.length - 1]!.size
  const proofs: Proof[] = []
  for (const number of indexes) {
    const { hashes } = await proveInclusion(reader, number, size, hashing)
    const of = (await readLeaves(reader, Math.floor(number / 256), size))[number % 256]!
    proofs.push({ kind: 'inclusion', number, of, hashes })
  }
  for (const { size: number, root } of checkpoints.slice(0, -1)) {
    proofs.push({
      kind: 'consistency',
      number,
      of: root,
      hashes: await proveConsistency(reader, number, size, hashing),
    })
  }
  return proofs
}

/** Whether the proof holds in the tree. */
export function holds({ kind, number, of, hashes }: Proof, { size, root }: Checkpoint): boolean {
  return kind === 'inclusion'
    ? hashing(verifyInclusion({ index: number, size, hashes }, hashing(leafHash(of)), root))
    : hashing(verifyConsistency({ size: number, root: of }, { size, root }, hashes))
}

/** Bits of a proof: its number in eight bytes, then its hashes. */
export function bitsOf({ hashes }: Proof): number {
  return 64 + hashes.length * 256
}

/** The proof with one bit turned; bits count from the lowest of the first byte. */
export function turned(proof: Proof, bit: number): Proof {
  if (bit < 64) return { ...proof, number: Number(BigInt.asIntN(64, BigInt(proof.number) ^ (1n << BigInt(bit)))) }
  const at = Math.floor(bit / 8) - 8
  const place = Math.floor(at / 32)
  const hash = proof.hashes[place]!
  return { ...proof, hashes: proof.hashes.with(place, hash.with(at % 32, hash[at % 32]! ^ (1 << (bit % 8)))) }
}
