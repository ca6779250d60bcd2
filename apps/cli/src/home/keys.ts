import { type Signer, writeVerifierKey } from '@feiyu/evidence'
import { createLog, type Disk, hasLog } from '@feiyu/gate'
import type { Context } from '../context.ts'
import { enrol } from './approvers.ts'
import { makePrivateFolder, writeDurably } from './durable-write.ts'
import { homeLayout, inHome } from './home-layout.ts'
import { keyFile, letters, readKeyFile } from './key-files.ts'
import { keyLost, refuseLostHome } from './refuse-lost-home.ts'
import { newKeyText, readSigner } from './signing-key.ts'

/** The keys of a home. */
export interface HomeKeys {
  /** Signs permits, log and outcomes. Its name is the origin of the log. */
  readonly port: Signer
  /** Signs approvals for the person at this machine. */
  readonly approver: Signer
}

const lockWaitMs = 30_000

/**
 * The keys of the home. Where there is none yet, keys and an empty log are made together: readable by their owner alone,
 * synced before they are used. Says once where they are and that they have to be backed up.
 *
 * @throws HomeError when the key or the log of a home is gone: beginning anew would hide what the old log holds
 */
export async function openKeys(context: Context, disk: Disk): Promise<HomeKeys> {
  const { home } = context.config
  await refuseLostHome(home, disk)
  await makePrivateFolder(inHome(home, homeLayout.approvers))
  const begun = await readKeyFile(inHome(home, homeLayout.portKey))
  const isNew = begun === null && (await begin(context, disk))
  const path = inHome(home, homeLayout.portKey)
  const text = await readKeyFile(path)
  if (text === null) throw keyLost(path)
  const port = readSigner(path, text)
  const approverFile = await keyFile(context, homeLayout.approverKey, () =>
    newKeyText(`${port.key.name}/approver`, 'Feiyu: signs approvals of the person at this machine.'),
  )
  const approver = readSigner(approverFile.path, approverFile.text)
  if (approverFile.isNew) await enrol(context, approver)
  if (isNew) context.out.note(context.say.home.newKeys(inHome(home, homeLayout.keys)))
  return { port, approver }
}

/** Makes port key and log, unless another command did meanwhile. Killed in between, it is done again from where it was. */
async function begin(context: Context, disk: Disk): Promise<boolean> {
  const { home } = context.config
  const [path, next] = [inHome(home, homeLayout.portKey), inHome(home, homeLayout.nextPortKey)]
  await using _alone = await disk.lock(homeLayout.lock, lockWaitMs)
  if ((await readKeyFile(path)) !== null) return false
  const hasOwnLog = await hasLog(disk, homeLayout.log)
  const started = await readKeyFile(next)
  if (hasOwnLog && (started === null || !(await isLogOf(context, readSigner(next, started))))) throw keyLost(path)
  const text =
    started ?? newKeyText(`feiyu.home/${letters(context.random(8))}`, 'Feiyu: signs permits, the log and its outcomes.')
  if (started === null) await writeDurably(next, text, { replace: true })
  if (!hasOwnLog) await createLog(disk, homeLayout.log, readSigner(next, text))
  await disk.rename(homeLayout.nextPortKey, homeLayout.portKey)
  await disk.syncFolder(homeLayout.keys)
  return true
}

async function isLogOf(context: Context, signer: Signer): Promise<boolean> {
  const text = await readKeyFile(inHome(context.config.home, homeLayout.logKey))
  return text?.trim() === writeVerifierKey(signer.key)
}
