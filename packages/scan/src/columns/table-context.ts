import { roleOf, type TypeId } from '../vocabulary/value-types.ts'

/** What a column was found to be, as far as the table's subject depends on it. */
export interface TypedColumn {
  readonly type: TypeId
  readonly confidence: number
  /** Share of the values that have the type's form; null where it has none. */
  readonly share: number | null
}

/** What only persons have: one such column makes the table one about persons, even without a key. */
const onlyOfPersons: ReadonlySet<TypeId> = new Set([
  'gender',
  'birth_date',
  'ethnicity',
  'religion',
  'political',
  'marital_status',
  'family_relation',
  'native_place',
  'sexual_life',
  'criminal_record',
  'disability',
  'genetic',
  'biometric',
  'face_image',
  'id_document_image',
])
/** Numbers of a register that may as well be one of companies. */
const registerNumbers: ReadonlySet<TypeId> = new Set(['account_id', 'username', 'social_account'])
const leastConfidence = 0.5

/**
 * Whether a table is about persons: it has a column that names, reaches or stands for one, or of something that only
 * persons have. Machine data with VIN, positions and readings is not; nor is a register of companies by number.
 */
export function isAboutPersons(columns: readonly TypedColumn[]): boolean {
  const sure = columns.filter(({ confidence }) => confidence >= leastConfidence)
  const isOfCompanies = sure.some(({ type }) => type === 'uscc' || type === 'organisation_name')
  return sure.some(({ type, share, confidence }) => {
    if (registerNumbers.has(type)) return !isOfCompanies || type === 'username'
    if (onlyOfPersons.has(type)) return confidence >= 0.6
    if (type === 'health') return share !== null && share >= 0.5
    const role = roleOf(type)
    return role === 'direct' || role === 'pseudonymous'
  })
}
