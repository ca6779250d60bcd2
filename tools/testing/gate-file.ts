import { createHash } from 'node:crypto'
import { type ClassTable, type Digest, parseCivilDate } from '@feiyu/core'
import { createEncoder, openTable, type Table } from '@feiyu/formats'
import {
  bookKeyMac,
  type ChunkResult,
  createChunkGate,
  type FieldAction,
  type Permit,
  type PermitField,
  scopeOf,
} from '@feiyu/gate'
import { createScanner, type ScanResult } from '@feiyu/scan'

const bookKey = new Uint8Array(16).fill(7)
const registers = { kind: 'system', name: 'samples' } as const
const deliveryKey = new Uint8Array(16).fill(9)

/** Scans a file as a crossing's first pass does, under the code of the book. */
export async function firstPass(path: string, classTable: ClassTable): Promise<ScanResult> {
  await using table = await openTable(path)
  const scanner = createScanner({
    names: table.names(),
    key: new Uint8Array(16),
    keys: { mac: bookKeyMac(bookKey), scope: scopeOf(registers) },
    classTable,
    asOf: parseCivilDate(classTable.asOf),
  })
  for await (const batch of table.batches()) {
    scanner.setColumns(table.names())
    scanner.add(batch)
  }
  return scanner.finish()
}

/** The parts of a permit that a chunk gate looks at, for all columns of a scanned file. */
export function permitFor(
  scan: ScanResult,
  classTable: ClassTable,
  actions: Readonly<Record<string, FieldAction>> = {},
): Permit {
  const { fields, markings } = scan.profile
  const named = (kinds: readonly FieldAction['action'][]) =>
    fields.map(({ name }) => name).filter((name) => kinds.includes(actions[name]?.action ?? 'pass'))
  const counted = scan.counted({ dropped: named(['drop', 'constant']), tokenised: named(['token']) })
  const none: Digest = `sha256:${createHash('sha256').digest('hex')}`
  return {
    id: none,
    schema: 'feiyu.permit/1',
    issuedAt: '2026-11-25T00:00:00.000Z',
    notBefore: '2026-11-25T00:00:00.000Z',
    notAfter: '2026-11-26T00:00:00.000Z',
    uses: 1,
    log: 'example.com/log',
    port: 'example.com/port',
    epoch: 1,
    why: { approval: none, flow: null, mode: 'file', run: 'run-1', purpose: 'bench', scenario: null },
    who: {
      handler: null,
      exporter: 'bench',
      overseasRecipient: { name: 'bench', country: 'DE', keyDigest: null },
      onward: [],
    },
    ground: {
      pathway: 'bench',
      kind: 'exemption',
      citations: [],
      mechanism: null,
      decision: none,
      asOf: parseCivilDate(classTable.asOf),
      packs: [],
      classTable: classTable.digest,
    },
    what: {
      revision: none,
      fields: fields.map(
        ({ name, type, category }): PermitField => ({
          path: name,
          type,
          category,
          ...(actions[name] ?? { action: 'pass' }),
        }),
      ),
    },
    watch: {
      detectors: none,
      cleared: fields.map(({ name, detectors }) => ({
        path: name,
        detectors: [
          ...detectors.map(({ id }) => id),
          ...(markings.some(({ kind, column }) => kind === 'label' && column === name) ? ['secrecy_label'] : []),
        ],
      })),
      strongHit: 'stop',
      weakHoldAbove: 0.01,
      drift: { onNewField: 'hold', onMissingField: 'hold', onNewClass: 'stop' },
      undecodable: 'stop',
    },
    count: {
      subject: null,
      books: [{ handler: 'bench', book: none, newPersons: { ordinary: 1e9, sensitive: 1e9 } }],
      account: { kind: 'counted' },
      registers,
      counted: counted.map(({ name, type, bit, sensitive }) => ({ path: name, type, bit, sensitive })),
      ceilings: { rows: 1e9, bytes: 1e12, newPersons: { ordinary: 1e9, sensitive: 1e9 } },
    },
    conditions: [],
    consent: null,
    after: { recipientDeleteBy: null, acknowledgeWithinDays: null },
    signature: '',
  }
}

/** Sends a file through the gate and hands every result to `visit`. */
export async function gateFile(
  path: string,
  permit: Permit,
  classTable: ClassTable,
  visit: (result: ChunkResult) => void | Promise<void>,
): Promise<Table> {
  await using table = await openTable(path, { shape: true })
  const gate = createChunkGate(permit, {
    classTable,
    macs: [bookKeyMac(bookKey)],
    encoder: createEncoder(table),
    tokens: () => bookKeyMac(deliveryKey),
    consent: null,
  })
  for await (const batch of table.batches()) {
    const result = gate.take(batch, table.names())
    await visit(result)
    if (result.kind === 'stop') return table
  }
  await visit(gate.end())
  return table
}
