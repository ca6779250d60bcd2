import type { TypeId } from '../vocabulary/value-types.ts'
import type { Evidence } from './evidence.ts'

const numericTypes: ReadonlySet<TypeId> = new Set([
  'amount',
  'number',
  'income',
  'balance',
  'transaction',
  'age',
  'body_measure',
  'credit',
  'consumption',
])
const codeTypes: ReadonlySet<TypeId> = new Set([
  'account_id',
  'employee_id',
  'student_id',
  'username',
  'online_id',
  'device_id',
  'order_id',
  'tracking_number',
  'record_id',
  'engine_number',
  'insurance_policy_number',
  'medical_record_number',
  'housing_fund_account',
  'social_security_number',
  'investment_account',
  'secret_key',
  'password',
  'national_id_other',
  'wechat_id',
])
const proseTypes: ReadonlySet<TypeId> = new Set(['free_text', 'communication'])

/** Share of the values that a type could have, for types without a form; null where any value fits. */
export function fitOf(type: TypeId, evidence: Evidence): number | null {
  if (numericTypes.has(type)) return evidence.numeric / evidence.values
  if (codeTypes.has(type)) return evidence.codes / evidence.values
  if (proseTypes.has(type)) return null
  if (type === 'category_code') return evidence.distinctShare < 0.5 || evidence.values < 20 ? null : 0
  return null
}
