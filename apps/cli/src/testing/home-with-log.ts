import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  commit,
  type EntryBody,
  idOf,
  instantOf,
  isProven,
  type Receipt,
  type Signer,
  verifierKey,
  webHashing,
  writeEntry,
  writeReceipt,
  writeVerifierKey,
} from '@feiyu/evidence'
import { createLog, nodeDisk, openLog } from '@feiyu/gate'

/** A home with a real log, a receipt that it proves, and the data of that receipt. */
export interface HomeWithLog {
  readonly signer: Signer
  /** The verifier key in one line. */
  readonly key: string
  readonly receipt: Receipt
}

const moment = Date.UTC(2026, 10, 25, 8)

/**
 * Writes a log of `entries` entries into the home, a permit at 2 and its outcome at 5 among denials, and into the folder
 * `data.csv`, `data.csv.receipt.json` and `port.key`.
 */
export async function writeHomeWithLog(home: string, folder: string, entries: number): Promise<HomeWithLog> {
  const signer = await newSigner('example.com/home')
  const data = 'id,amount\n1,100\n'
  const salt = new Uint8Array(16).fill(7)
  const recipient = { name: 'Beispiel GmbH' }
  const commitment = await webHashing(commit(recipient, salt))
  await mkdir(home, { recursive: true })
  const disk = nodeDisk(home)
  await createLog(disk, 'log', signer)
  await using log = await openLog(disk, 'log', signer)
  const permit = permitOf(commitment)
  const bodies = Array.from({ length: entries }, (_, index) => {
    if (index === 2) return writeEntry('permit', instantOf(moment), permit)
    if (index === 5) return writeEntry('outcome', instantOf(moment + 3000), outcomeOf(permit, data))
    return writeEntry('deny', instantOf(moment + index), {
      reasons: [{ code: idOf('pipia-missing'), row: index }],
      missing: [idOf('pipia')],
    })
  })
  await Promise.all(bodies.map((body) => log.append(body).published))
  const [first, second] = await Promise.all([log.prove(2), log.prove(5)])
  if (!isProven(first, 'permit') || !isProven(second, 'outcome')) throw new Error('the entries stand elsewhere')
  const receipt: Receipt = {
    permit: first,
    outcome: second,
    checkpoint: log.checkpoint,
    disclosures: [{ value: recipient, salt }],
    acknowledgement: null,
  }
  const key = writeVerifierKey(signer.key)
  await writeFile(join(folder, 'data.csv'), data)
  await writeFile(join(folder, 'data.csv.receipt.json'), writeReceipt(receipt))
  await writeFile(join(folder, 'port.key'), `${key}\n`)
  return { signer, key, receipt }
}

/** A signer with a new key. */
export async function newSigner(name: string): Promise<Signer> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const spki = publicKey.export({ format: 'der', type: 'spki' })
  return {
    key: await webHashing(verifierKey(name, Uint8Array.from(spki.subarray(-32)))),
    sign: (message) => Uint8Array.from(sign(null, message, privateKey)),
  }
}

function permitOf(recipient: EntryBody<'permit'>['recipient']): EntryBody<'permit'> {
  return {
    permit: digest('permit'),
    decision: digest('decision'),
    packs: [{ id: idOf('cn'), digest: digest('pack') }],
    ground: { pathway: idOf('exempt'), kind: 'exemption', citations: [idOf('cn-2024-flows#art-5.1.4')] },
    mode: 'file',
    purpose: recipient,
    recipient,
    country: idOf('DE'),
    input: digest('input'),
    fields: digest('fields'),
    notBefore: instantOf(moment),
    notAfter: instantOf(moment + 3_600_000),
    ceilings: { rows: 10, bytes: 1000, newPersons: { ordinary: 10, sensitive: 0 } },
    conditions: [{ duty: idOf('pipia'), state: 'met', proof: digest('pipia') }],
  }
}

function outcomeOf({ permit, input }: EntryBody<'permit'>, data: string): EntryBody<'outcome'> {
  return {
    permit,
    end: 'completed',
    read: { digest: input, bytes: 30, rows: 1 },
    released: { digest: digest(data), bytes: data.length, rows: 1 },
    newPersons: { ordinary: 1, sensitive: 0 },
    firstRelease: instantOf(moment + 1000),
    lastRelease: instantOf(moment + 2000),
    gateway: idOf('edge-1'),
    clock: idOf('system'),
  }
}

function digest(text: string): `sha256:${string}` {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
