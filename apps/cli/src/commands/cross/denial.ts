import { canonicalJson, type Digest, type Json } from '@feiyu/core'
import {
  type Bytes,
  type Commitment,
  commit,
  type EntryBody,
  idOf,
  instantOf,
  saltBytes,
  writeEntry,
} from '@feiyu/evidence'
import type { EvidenceLog } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { makePrivateFolder, writeDurably } from '../../home/durable-write.ts'
import { homeLayout, inHome } from '../../home/home-layout.ts'
import { nodeHashing } from '../../home/signing-key.ts'
import type { Stated } from '../check/stated.ts'

export type DenialReason = EntryBody<'deny'>['reasons'][number]

/** Why a crossing was refused before any permit. */
export interface Denial {
  readonly input: Digest | null
  readonly decision: Digest | null
  readonly reasons: readonly DenialReason[]
  /** Facts and conditions that were missing. */
  readonly missing: readonly string[]
}

const mostReasons = 64
const mostMissing = 256

/**
 * Writes a refusal into the log: coded reasons, and commitments to who and what for. The salts that open them stay in the
 * home and can be erased there.
 */
export async function logDenial(
  context: Context,
  log: EvidenceLog,
  stated: Stated,
  { input, decision, reasons, missing }: Denial,
): Promise<number> {
  const opened: { readonly value: Json; readonly salt: string }[] = []
  const committed = (value: Json): Commitment => {
    const salt: Bytes = context.random(saltBytes)
    opened.push({ value, salt: Buffer.from(salt).toString('base64') })
    return nodeHashing(commit(value, salt))
  }
  const { handler, recipient, purpose, country } = stated
  const body: EntryBody<'deny'> = {
    ...(input === null ? {} : { input }),
    ...(decision === null ? {} : { decision }),
    reasons: reasons.slice(0, mostReasons),
    missing: [...new Set(missing.map(factId))].slice(0, mostMissing).map(idOf),
    ...(recipient === null ? {} : { recipient: committed({ name: recipient, country }) }),
    ...(handler.uscc === null ? {} : { handler: committed({ name: handler.name, uscc: handler.uscc }) }),
    ...(purpose === null ? {} : { purpose: committed(purpose) }),
    country: idOf(country),
  }
  const { published } = log.append(writeEntry('deny', instantOf(context.clock.now()), body))
  const { index } = await published
  const folder = inHome(context.config.home, homeLayout.denials)
  await makePrivateFolder(folder)
  await writeDurably(`${folder}/${index}.json`, `${canonicalJson({ disclosures: opened, index })}\n`, { replace: true })
  return index
}

/** `flows.<purpose>.fact` without the purpose, which people wrote. */
function factId(name: string): string {
  return name.replace(/^flows\..*\./s, 'flows.')
}
