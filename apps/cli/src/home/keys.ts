import { readFile } from 'node:fs/promises'
import type { Digest } from '@feiyu/core'
import { digestOf } from '@feiyu/core'
import { type Signer, writeVerifierKey } from '@feiyu/evidence'
import type { Context } from '../context.ts'
import { HomeError } from '../errors.ts'
import { makePrivateFolder, writeDurably } from './durable-write.ts'
import { homeLayout, inHome, tokenKeyPath } from './home-layout.ts'
import { newKeyText, readSigner } from './signing-key.ts'

/** The keys of a home. */
export interface HomeKeys {
  /** Signs permits, log and outcomes. Its name is the origin of the log. */
  readonly port: Signer
  /** Signs approvals for the person at this machine. */
  readonly approver: Signer
}

/** Key by which the values of one recipient are turned into tokens: never the key of a book. */
export interface TokenKey {
  readonly id: string
  readonly key: Uint8Array
}

const tokenKeyBytes = 16

/**
 * The keys of the home, made when they are first needed: readable by their owner alone, synced before they are used. Says
 * once where they are and that they have to be backed up.
 *
 * @throws HomeError
 */
export async function openKeys(context: Context): Promise<HomeKeys> {
  const { home } = context.config
  await makePrivateFolder(inHome(home, homeLayout.approvers))
  const origin = `feiyu.home/${randomName(context)}`
  const portFile = await textOf(context, homeLayout.portKey, () =>
    newKeyText(origin, 'Feiyu: signs permits, the evidence log and its outcomes.'),
  )
  const port = readSigner(portFile.path, portFile.text)
  const approverFile = await textOf(context, homeLayout.approverKey, () =>
    newKeyText(`${port.key.name}/approver`, 'Feiyu: signs approvals of the person at this machine.'),
  )
  const approver = readSigner(approverFile.path, approverFile.text)
  if (approverFile.isNew) await enrol(context, approver)
  if (portFile.isNew || approverFile.isNew) {
    context.out.note(context.say.home.newKeys(inHome(home, homeLayout.keys)))
  }
  return { port, approver }
}

/** Verifier keys of those who may approve: what stands in `keys/approvers`, put there by people. */
export async function readApprovers(context: Context): Promise<readonly string[]> {
  const { readdir } = await import('node:fs/promises')
  const folder = inHome(context.config.home, homeLayout.approvers)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.key')).sort()
  return Promise.all(names.map(async (name) => (await readFile(inHome(folder, name), 'utf8')).trim()))
}

/** The key of delivery tokens for a recipient, made when it is first needed. */
export async function openTokenKey(context: Context, recipient: string): Promise<TokenKey> {
  await makePrivateFolder(inHome(context.config.home, homeLayout.tokenKeys))
  const path = tokenKeyPath(await digestOf(recipient))
  const file = await textOf(context, path, () => `${Buffer.from(context.random(tokenKeyBytes)).toString('hex')}\n`)
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

/** The local person is enrolled when the key is made; anybody else by a file that a person puts there. */
async function enrol(context: Context, approver: Signer): Promise<void> {
  const path = inHome(context.config.home, `${homeLayout.approvers}/local.key`)
  await writeDurably(path, `${writeVerifierKey(approver.key)}\n`, { replace: true })
}

interface KeyFile {
  readonly path: string
  readonly text: string
  readonly isNew: boolean
}

/** A key file's text; a new one where there is none. Two commands at the same time end up with the same key. */
async function textOf(context: Context, part: string, make: () => string): Promise<KeyFile> {
  const path = inHome(context.config.home, part)
  const there = await readKeyFile(path)
  if (there !== null) return { path, text: there, isNew: false }
  const text = make()
  if (await writeDurably(path, text, { replace: false })) return { path, text, isNew: true }
  const first = await readKeyFile(path)
  if (first === null) throw unreadable(path)
  return { path, text: first, isNew: false }
}

async function readKeyFile(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw unreadable(path, error)
  }
}

function unreadable(path: string, cause?: unknown): HomeError {
  return new HomeError('FEIYU_HOME_KEY_BROKEN', `the key \`${path}\` cannot be read; look at its rights and the disk`, {
    at: path,
    cause,
  })
}

/** Sixteen letters: a name that no rule of names takes for a number. */
function randomName(context: Context): string {
  return letters(context.random(8))
}

function letters(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `${letter(byte >> 4)}${letter(byte & 15)}`).join('')
}

function letter(value: number): string {
  return String.fromCharCode(0x61 + value)
}
