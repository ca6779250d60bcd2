import { digestOfJson, type Json } from '@feiyu/core'
import { type Commitment, commit, type Disclosure, type EntryBody, idOf, instantOf, saltBytes } from '@feiyu/evidence'
import { nodeHashing } from '../log/log-files.ts'
import type { Permit } from './permit.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** Salts of what the entry of a permit commits to. They travel in the receipt; erasing them closes the values for ever. */
export interface PermitSalts {
  readonly purpose: Bytes
  readonly recipient: Bytes
  readonly handler: Bytes
  readonly mechanism: Bytes
}

/** Draws the salts of one permit. */
export function drawSalts(random: (sizeBytes: number) => Bytes): PermitSalts {
  const salt = () => random(saltBytes)
  return { purpose: salt(), recipient: salt(), handler: salt(), mechanism: salt() }
}

/** What the log says of a permit before the first byte: no name, no number that could be looked up. */
export async function permitEntry(permit: Permit, salts: PermitSalts): Promise<EntryBody<'permit'>> {
  const { ground, who, why, count } = permit
  const { rows, bytes, newPersons } = count.ceilings
  const values = committedValues(permit)
  return {
    permit: permit.id,
    approval: why.approval,
    decision: ground.decision,
    packs: ground.packs.map(({ id, digest }) => ({ id: idOf(id), digest })),
    ground: {
      pathway: idOf(ground.pathway),
      kind: ground.kind,
      citations: ground.citations.map(idOf),
      ...(values.mechanism === null ? {} : { mechanism: committed(values.mechanism, salts.mechanism) }),
    },
    mode: why.mode,
    ...(why.flow === null ? {} : { flow: idOf(why.flow) }),
    ...(why.scenario === null ? {} : { scenario: idOf(why.scenario) }),
    purpose: committed(values.purpose, salts.purpose),
    ...(values.handler === null ? {} : { handler: committed(values.handler, salts.handler) }),
    recipient: committed(values.recipient, salts.recipient),
    ...(who.overseasRecipient.keyDigest === null ? {} : { recipientKey: who.overseasRecipient.keyDigest }),
    country: idOf(who.overseasRecipient.country),
    input: permit.what.revision,
    fields: await digestOfJson(permit.what.fields),
    notBefore: instantOf(Date.parse(permit.notBefore)),
    notAfter: instantOf(Date.parse(permit.notAfter)),
    ceilings: { rows, bytes, newPersons },
    conditions: permit.conditions.map(({ duty, state, proof }) => ({
      duty: idOf(duty),
      state,
      ...(proof === null ? {} : { proof }),
    })),
  }
}

/** The values with their salts, as a receipt discloses them. */
export function disclosuresOf(permit: Permit, salts: PermitSalts): readonly Disclosure[] {
  const { purpose, recipient, handler, mechanism } = committedValues(permit)
  return [
    { value: purpose, salt: salts.purpose },
    { value: recipient, salt: salts.recipient },
    ...(handler === null ? [] : [{ value: handler, salt: salts.handler }]),
    ...(mechanism === null ? [] : [{ value: mechanism, salt: salts.mechanism }]),
  ]
}

function committedValues({ why, who, ground, count }: Permit) {
  const { handler, overseasRecipient } = who
  return {
    purpose: why.purpose,
    recipient: { name: overseasRecipient.name, country: overseasRecipient.country },
    handler: handler === null ? null : { name: handler.name, uscc: handler.uscc, ...groupOf(count) },
    mechanism: ground.mechanism === null ? null : { ...ground.mechanism },
  } satisfies Readonly<Record<string, Json>>
}

/** The legal persons of a group stand in the same commitment as the handler. */
function groupOf({ subject, books }: Permit['count']): { readonly group?: readonly string[] } {
  return (subject?.handlerPath ?? null) === null ? {} : { group: books.map(({ handler }) => handler) }
}

function committed(value: Json, salt: Bytes): Commitment {
  return nodeHashing(commit(value, salt))
}
