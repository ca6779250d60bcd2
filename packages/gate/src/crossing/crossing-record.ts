import { canonicalJson, type Json } from '@feiyu/core'
import { count, EvidenceFormError, oneOf, readCanonical, record, type Shape, saltBytes, when } from '@feiyu/evidence'
import { CrossingError } from '../errors.ts'
import type { Permit } from '../permit/permit.ts'
import type { PermitSalts } from '../permit/permit-entry.ts'
import { permitShape } from '../permit/permit-shape.ts'

/** What recovery needs to know of a crossing, durable before anything else of it is. */
export interface CrossingRecord {
  readonly permit: Permit
  readonly salts: PermitSalts
  /** Says where the bytes go, in the words of whoever started the crossing. */
  readonly destination: Json
  /** Entries of the log when it began: its own stand behind them. */
  readonly logSize: number
}

export function writeRecord({ permit, salts, destination, logSize }: CrossingRecord): Uint8Array {
  const { purpose, recipient, handler, mechanism } = salts
  const written = { purpose: base64(purpose), recipient: base64(recipient), handler: base64(handler) }
  return new TextEncoder().encode(
    canonicalJson({
      schema: 'feiyu.crossing/1',
      permit,
      salts: { ...written, mechanism: base64(mechanism) },
      destination,
      logSize,
    }),
  )
}

/** @throws CrossingError FEIYU_CROSSING_RECORD */
export function readRecord(bytes: Uint8Array): CrossingRecord {
  try {
    const { schema: _, ...read } = readCanonical(new TextDecoder().decode(bytes), recordShape, 'crossing')
    return read
  } catch (error) {
    if (!(error instanceof EvidenceFormError)) throw error
    throw new CrossingError(
      'FEIYU_CROSSING_RECORD',
      'the record of an open crossing was altered; put the home back as it was, its persons stay counted',
      { cause: error },
    )
  }
}

const salt: Shape<Uint8Array<ArrayBuffer>> = {
  read: (value, at) => new Uint8Array(Buffer.from(saltText.read(value, at), 'base64')),
}
const saltText = when(
  (value): value is string =>
    typeof value === 'string' &&
    Buffer.from(value, 'base64').length === saltBytes &&
    Buffer.from(value, 'base64').toString('base64') === value,
  'a salt',
)

const recordShape = record({
  schema: oneOf('feiyu.crossing/1'),
  permit: permitShape,
  salts: record({ purpose: salt, recipient: salt, handler: salt, mechanism: salt }),
  destination: when((value): value is Json => value !== undefined, 'a destination'),
  logSize: count,
})

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
