import { join } from 'node:path'
import { openNote, signNote, writeVerifierKey } from '@feiyu/evidence'
import { createLaw, packStatement } from '@feiyu/law'
import { stringify } from 'yaml'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { writeReport } from '../../output/write-report.ts'
import { signatureFile, signatureNote } from '../../packs/pack-signatures.ts'
import { ownPackKey } from '../../packs/pack-signers.ts'
import { loadFolders, namedPackFolders, type PackFolder } from '../../packs/read-packs.ts'
import { findPack } from './find-pack.ts'
import type { packsSignFlags } from './packs.flags.ts'

/** Signs a pack with the key of the person at this machine, beside those who signed the same files before. */
export async function runPacksSign(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof packsSignFlags>,
): Promise<ExitCode> {
  const { out, say } = context
  const folders = await namedPackFolders(context, flags.folder)
  const packs = await loadFolders(folders)
  const pack = findPack(packs, args[0] ?? '')
  // Nobody can answer for rows that name what is not there; one pack alone may need others.
  if (packs.length > 1) createLaw(packs)
  const own: PackFolder = folders[packs.indexOf(pack)]!
  const person = flags.author ?? context.config.account
  const signer = await ownPackKey(context, person)
  const text = packStatement(pack)
  const old = await signatureNote(own.folder)
  const lines = old === null ? [] : old.split('\n').filter((line) => line.startsWith('— '))
  const others = lines.filter((line) => line.split(' ')[1] !== signer.key.name)
  const isSame = old?.startsWith(`${text}\n`) === true
  const note = (await signNote(text, [signer])) + (isSame ? others.map((line) => `${line}\n`).join('') : '')
  // What is written is read back as any other machine reads it.
  if ((await openNote(note, [signer.key])).kind !== 'signed') throw new TypeError('a note that was signed opens')
  const path = join(own.folder, signatureFile)
  await writeReport(path, note, { replace: true })
  const dropped = isSame ? [] : others.map((line) => line.split(' ')[1] ?? '')
  const key = writeVerifierKey(signer.key)
  out.document({ pack: pack.id, version: pack.version, digest: pack.digest, file: path, person, key, dropped })
  out.report(say.law.sign.signed(pack.id, pack.version, person))
  if (dropped.length > 0) out.report(say.law.sign.dropped(dropped.join(say.terms.listComma)))
  out.report(out.paint.faint(say.law.sign.enrol))
  out.report(stringify({ person, key }, { lineWidth: 0 }).trimEnd())
  return exitCode.ok
}
