import {
  type Audit,
  auditEntries,
  auditLeaves,
  auditRoot,
  auditTile,
  openCheckpoint,
  type VerifierKey,
  verifyReceipt,
  writeVerifierKey,
} from '@feiyu/evidence'
import { type Flip, turnedBytes } from './flips.ts'
import { hashing } from './log-writer.ts'
import type { Material } from './material.ts'
import { holds, turned } from './proofs.ts'

/** Whether our own code refuses a thing with one bit turned. Bundles are for others: we only write them. */
export async function weRefuse(flip: Flip, material: Material, key: VerifierKey): Promise<boolean | undefined> {
  const { bit, place, path } = flip
  switch (flip.kind) {
    case 'checkpoint':
      return (await openCheckpoint(turnedBytes(Buffer.from(material.checkpoint), bit), key)).kind === 'refused'
    case 'proof':
      return !holds(turned(material.proofs[place]!, bit), material.tree)
    case 'receipt': {
      const bytes = turnedBytes(Buffer.from(material.receipts[place]!), bit)
      return (await verifyReceipt(bytes, writeVerifierKey(key), { hashing })).kind === 'refused'
    }
    case 'tile':
    case 'leaves':
    case 'entries':
      return (await auditFaults(flip.kind, path, withTurned(material, path, bit), key)) > 0
    case 'bundle':
      return undefined
    default:
      return flip.kind satisfies never
  }
}

async function auditFaults(
  kind: 'tile' | 'leaves' | 'entries',
  path: string,
  { reader, tree }: Pick<Material, 'reader' | 'tree'>,
  key: VerifierKey,
): Promise<number> {
  const audit: Audit = { reader, tree, key, hashing }
  const index = Number(
    path
      .replace(/\.p\/\d+$/, '')
      .replace(/^.*?entries\/|^tile\/\d+\//, '')
      .replaceAll(/[x/]/g, ''),
  )
  if (kind === 'leaves') return (await auditLeaves(audit, index)).length
  if (kind === 'entries') return (await auditEntries(audit, index)).length
  const level = Number(path.split('/')[1])
  return (await (path.includes('.p/') ? auditRoot(audit) : auditTile(audit, level, index))).length
}

function withTurned({ reader, tree }: Material, path: string, bit: number): Pick<Material, 'reader' | 'tree'> {
  return {
    tree,
    reader: {
      async read(asked) {
        const bytes = await reader.read(asked)
        return asked === path && bytes !== undefined ? turnedBytes(bytes, bit) : bytes
      },
    },
  }
}
