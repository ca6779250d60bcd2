import { type Digest, digestOf } from '@feiyu/core'
import type { Context } from '../context.ts'
import { HomeError } from '../errors.ts'
import { makePrivateFolder } from './durable-write.ts'
import { homeLayout, inHome, tokenKeyPath } from './home-layout.ts'
import { keyFile, letters } from './key-files.ts'

/** Key by which the values of one recipient are turned into tokens: never the key of a book. */
export interface TokenKey {
  readonly id: string
  readonly key: Uint8Array
}

const tokenKeyBytes = 16
/** The key of delivery tokens for a recipient, made when it is first needed. */
export async function openTokenKey(context: Context, recipient: string): Promise<TokenKey> {
  await makePrivateFolder(inHome(context.config.home, homeLayout.tokenKeys))
  const path = tokenKeyPath(await digestOf(recipient))
  const file = await keyFile(context, path, () => `${Buffer.from(context.random(tokenKeyBytes)).toString('hex')}\n`)
  const hex = file.text.trim()
  if (!/^[0-9a-f]{32}$/.test(hex)) {
    throw new HomeError(
      'FEIYU_HOME_KEY_BROKEN',
      `the key \`${file.path}\` cannot be read; put back its copy (a new key would give other tokens)`,
      { at: file.path },
    )
  }
  if (file.isNew) context.out.note(context.say.home.newTokenKey(file.path))
  const key = Uint8Array.from(Buffer.from(hex, 'hex'))
  const name: Digest = await digestOf(key)
  return { id: `token-${letters(Buffer.from(name.slice('sha256:'.length), 'hex').subarray(0, 8))}`, key }
}
