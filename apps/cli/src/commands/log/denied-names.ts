import { readFile } from 'node:fs/promises'
import type { Json } from '@feiyu/core'
import { commit, type EntryBody, webHashing } from '@feiyu/evidence'
import type { Context } from '../../context.ts'
import { homeLayout, inHome } from '../../home/home-layout.ts'

/** Who and what for was refused, by the member of the entry that commits to it. */
export type DeniedNames = Readonly<Record<string, Json>>

/**
 * Opens the commitments of a denial with the salts that the home keeps. What does not fit the entry is left out: it is
 * not what was refused. Empty where the salts were erased.
 */
export async function deniedNames(context: Context, index: number, body: EntryBody<'deny'>): Promise<DeniedNames> {
  const names: Record<string, Json> = {}
  const { recipient, handler, purpose } = body
  for (const { value, salt } of await readSalts(context, index)) {
    const commitment = await webHashing(commit(value, Uint8Array.from(Buffer.from(salt, 'base64'))))
    for (const [name, committed] of Object.entries({ recipient, handler, purpose })) {
      if (committed === commitment) names[name] = value
    }
  }
  return names
}

async function readSalts(
  context: Context,
  index: number,
): Promise<readonly { readonly value: Json; readonly salt: string }[]> {
  try {
    const text = await readFile(inHome(context.config.home, `${homeLayout.denials}/${index}.json`), 'utf8')
    return JSON.parse(text).disclosures
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
