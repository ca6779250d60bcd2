import type { TypeId } from '../vocabulary/value-types.ts'

/** Types that one name is used for: `phone` for mobiles and landlines, `证件号` for any document. First the family. */
const families: readonly (readonly TypeId[])[] = [
  ['mobile', 'landline', 'phone_international'],
  [
    'identity_document',
    'resident_id',
    'hkmt_residence_permit',
    'foreign_permanent_resident_card',
    'passport_cn',
    'passport_other',
    'hkmo_permit',
    'home_return_permit',
    'taiwan_compatriot_permit',
    'taiwan_travel_permit',
    'hkid',
    'macau_id',
    'taiwan_id',
    'national_id_other',
  ],
  ['bank_card', 'payment_card', 'iban'],
  ['uscc', 'uscc_sole_trader'],
  ['date', 'timestamp'],
  ['precise_location', 'track'],
]
const familyByType = new Map(families.flatMap((family) => family.map((type) => [type, family[0]!] as const)))

/** The type that stands for all those which one name is used for. */
export function familyOf(type: TypeId): TypeId {
  return familyByType.get(type) ?? type
}

/** Types whose values always have their form: a name that says one of them is doubted where the values do not. */
const formed: ReadonlySet<TypeId> = new Set([
  'resident_id',
  'hkmt_residence_permit',
  'foreign_permanent_resident_card',
  'hkid',
  'taiwan_id',
  'uscc',
  'bank_card',
  'payment_card',
  'iban',
  'mobile',
  'landline',
  'phone_international',
  'email',
  'ip_address',
  'mac_address',
  'vin',
  'plate',
  'imei',
  'imsi',
  'iccid',
  'person_name',
  'birth_date',
  'age',
  'date',
  'timestamp',
  'postcode',
  'precise_location',
  'url',
])

/** Whether values of a type always have its form. */
export function isFormed(type: TypeId): boolean {
  return formed.has(type)
}
