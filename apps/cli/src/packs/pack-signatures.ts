import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openNote } from '@feiyu/evidence'
import { PackError, type PackSignatures, packStatement } from '@feiyu/law'
import type { PackSigner } from './pack-signers.ts'

/** The file beside `pack.yaml` that holds signatures: a signed note (C2SP), one line for each key. */
export const signatureFile = 'pack.sig'

type SignedPack = Parameters<typeof packStatement>[0]

const nobody: PackSignatures = { verified: [], unknown: [] }

/**
 * Who signed a pack. A pack without signatures, or with those of unknown keys alone, is unsigned and says so; one whose
 * signatures are of other files, or do not verify, is refused.
 *
 * @throws PackError `FEIYU_PACK_SIGNATURE`
 */
export async function packSignatures(
  folder: string,
  pack: SignedPack,
  signers: readonly PackSigner[],
): Promise<PackSignatures> {
  const note = await signatureNote(folder)
  if (note === null) return nobody
  if (!note.startsWith(`${packStatement(pack)}\n`))
    throw refused(
      pack,
      'the signature is of other files than those of this pack; put back what was signed, or sign again',
    )
  const opened = await openNote(
    note,
    signers.map(({ key }) => key),
  )
  if (opened.kind === 'signed') {
    const verified = opened.signedBy.flatMap((key) => signers.find((signer) => signer.key === key)?.person ?? [])
    return { verified: [...new Set(verified)], unknown: opened.unknown }
  }
  switch (opened.problem) {
    case 'not-signed':
      return { verified: [], unknown: [...note.matchAll(/^— (\S+) /gm)].map((match) => match[1] ?? '') }
    case 'bad-signature':
      throw refused(pack, 'the signature is not by the key that it names; ask the signer for the pack again')
    case 'malformed':
      throw refused(pack, 'this is no signature; remove the file, or ask the signer for the pack again')
    default:
      return opened.problem satisfies never
  }
}

/** The text of the signature file; `null` where there is none. */
export async function signatureNote(folder: string): Promise<string | null> {
  try {
    return await readFile(join(folder, signatureFile), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function refused(pack: SignedPack, message: string): PackError {
  return new PackError('FEIYU_PACK_SIGNATURE', message, { at: `${pack.id}/${signatureFile}:1` })
}
