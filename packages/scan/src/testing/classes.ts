import { type Category, type ClassTable, parseCivilDate } from '@feiyu/core'
import { type TypeId, valueTypes } from '../vocabulary/value-types.ts'

const sensitive: ReadonlySet<TypeId> = new Set([
  'bank_card',
  'payment_card',
  'iban',
  'investment_account',
  'payment_account',
  'religion',
  'health',
  'genetic',
  'biometric',
  'face_image',
  'id_document_image',
  'disability',
  'sexual_life',
  'criminal_record',
  'track',
  'precise_location',
  'income',
  'balance',
  'credit',
  'transaction',
  'communication',
  'medical_record_number',
])
const credentials: ReadonlySet<TypeId> = new Set(['password', 'secret_key'])
const business: ReadonlySet<TypeId> = new Set([
  'uscc',
  'organisation_name',
  'order_id',
  'tracking_number',
  'record_id',
  'product',
  'amount',
  'timestamp',
  'date',
  'region',
  'url',
  'user_agent',
  'free_text',
  'number',
  'category_code',
  'opaque',
  'empty',
  'device_id',
])

/** A class table like that of a pack: what says something about a person is personal, the list above sensitive. */
export const testClasses: ClassTable = {
  digest: 'sha256:0000000000000000000000000000000000000000000000000000000000000000',
  asOf: parseCivilDate('2026-11-23'),
  sensitiveBelowAge: 14,
  types: Object.fromEntries(
    valueTypes.map(({ id, role }) => [id, { person: personClass(id), object: objectClass(id, role) }]),
  ),
}

function personClass(id: TypeId): Category {
  if (credentials.has(id)) return 'credential'
  if (sensitive.has(id)) return 'sensitive'
  return business.has(id) ? 'business' : 'personal'
}

function objectClass(id: TypeId, role: string | null): Category {
  if (credentials.has(id)) return 'credential'
  return role === 'direct' || (role === 'pseudonymous' && id !== 'account_id') ? personClass(id) : 'business'
}
