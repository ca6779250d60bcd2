import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { byCodeUnit } from '@feiyu/core'
import { readVerifierKey, type Signer, type VerifierKey, writeVerifierKey } from '@feiyu/evidence'
import { stringify } from 'yaml'
import type { Context } from '../context.ts'
import { makePrivateFolder, writeDurably } from '../home/durable-write.ts'
import { homeLayout, inHome } from '../home/home-layout.ts'
import { keyFile, letters } from '../home/key-files.ts'
import { newKeyText, nodeHashing, readSigner } from '../home/signing-key.ts'
import { InputPart, parseInput } from '../inputs/document.ts'
import { readText } from '../inputs/read-file.ts'

/** Somebody whose signature under a pack is believed here. */
export interface PackSigner {
  readonly person: string
  readonly key: VerifierKey
}

/**
 * Those whose signatures under packs are believed: what stands in `keys/pack-signers`, put there by people.
 *
 * @throws InputError with the line
 */
export async function readPackSigners(context: Pick<Context, 'config' | 'stdin'>): Promise<readonly PackSigner[]> {
  const folder = inHome(context.config.home, homeLayout.packSigners)
  const names = (await filesIn(folder)).filter((name) => name.endsWith('.yaml')).sort(byCodeUnit)
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const root = new InputPart(parseInput(path, await readText(path, context.stdin))).closed(['person', 'key'])
      return { person: root.member('person').text(), key: nodeHashing(readVerifierKey(root.member('key').text())) }
    }),
  )
}

/** The key with which the person at this machine signs packs; made and enrolled when it is first used. */
export async function ownPackKey(context: Context, person: string): Promise<Signer> {
  const { home } = context.config
  await makePrivateFolder(inHome(home, homeLayout.packSigners))
  const file = await keyFile(context, homeLayout.packKey, () =>
    newKeyText(`feiyu.packs/${letters(context.random(8))}`, 'Feiyu: signs law packs for the person at this machine.'),
  )
  const signer = readSigner(file.path, file.text)
  if (file.isNew) {
    const text = stringify({ person, key: writeVerifierKey(signer.key) }, { lineWidth: 0 })
    await writeDurably(inHome(home, `${homeLayout.packSigners}/local.yaml`), text, { replace: true })
  }
  return signer
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    // A home that does not exist yet believes nobody.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  }
}
