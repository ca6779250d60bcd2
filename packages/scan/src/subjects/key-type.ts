import {
  bankCard,
  creditCodeSoleTrader,
  detectors,
  email,
  foreignResidentCard,
  hkid,
  hkmoPermit,
  hkmtResidencePermit,
  homeReturnPermit,
  iban,
  iccid,
  imei,
  imsi,
  macAddress,
  macauId,
  mobile,
  passportCn,
  passportOther,
  paymentCard,
  phoneInternational,
  plate,
  residentId,
  residentIdOld,
  residentIdUnknownRegion,
  taiwanCompatriotPermit,
  taiwanId,
  taiwanTravelPermit,
  wechatOpenid,
} from '../detectors/detector.ts'
import type { TypeId } from '../vocabulary/value-types.ts'

/**
 * Kinds of key that stand for a person, strongest first: the order is the rank by which a row's person is chosen. Two
 * different keys of one kind in a row are never taken for the same person.
 */
export const keyTypes = [
  'resident_id',
  'document',
  'sole_trader',
  'email',
  'card',
  'mobile',
  'phone',
  'wechat',
  'account',
  'other_account',
  'online',
  'plate',
  'device',
] as const
export type KeyType = (typeof keyTypes)[number]

// Positions in `keyTypes`, for the hot loops.
export const noKey = 255
export const residentKey = 0
export const documentKey = 1
export const soleTraderKey = 2
export const emailKey = 3
export const cardKey = 4
export const mobileKey = 5
export const phoneKey = 6
export const wechatKey = 7
export const accountKey = 8
export const otherAccountKey = 9
export const onlineKey = 10
export const plateKey = 11
export const deviceKey = 12

/** Kind of key that a detector's hit gives; `noKey` where the value stands for no person by itself. */
export const keyOfDetector: Uint8Array = detectorKeys()

/** Kind of key that a whole column of a type gives where no detector speaks; `noKey` for the other types. */
export function keyOfType(type: TypeId): number {
  return typeKeys[type] ?? noKey
}

/** Kinds of key (bits) that a column of a kind may hold: passports among identity numbers, landlines never. Texts are all of the column's own. */
export function acceptedBy(key: number): number {
  const own = 1 << key
  if (key === residentKey || key === documentKey) return (1 << residentKey) | (1 << documentKey)
  if (key === mobileKey || key === phoneKey) return (1 << mobileKey) | (1 << phoneKey)
  return key === accountKey || key === onlineKey || key === wechatKey ? 0 : own
}

/** Whether a number of this kind means a person in one system alone. */
export function isOfRegister(key: number): boolean {
  return key === accountKey || key === otherAccountKey || key === onlineKey || key === wechatKey
}

/** Every kind of key (bits) that a column of a type may hold; 0 for a type that is no key, and for an unknown one. */
export function keyKindsOf(type: string): number {
  const key = Object.hasOwn(typeKeys, type) ? typeKeys[type as TypeId]! : noKey
  if (key === noKey) return 0
  return acceptedBy(key) | (1 << key) | (key === accountKey ? 1 << otherAccountKey : 0)
}

const typeKeys: Readonly<Partial<Record<TypeId, number>>> = {
  resident_id: residentKey,
  hkmt_residence_permit: residentKey,
  foreign_permanent_resident_card: residentKey,
  passport_cn: documentKey,
  passport_other: documentKey,
  hkmo_permit: documentKey,
  home_return_permit: documentKey,
  taiwan_compatriot_permit: documentKey,
  taiwan_travel_permit: documentKey,
  hkid: documentKey,
  macau_id: documentKey,
  taiwan_id: documentKey,
  national_id_other: documentKey,
  identity_document: documentKey,
  driver_licence: accountKey,
  social_security_number: accountKey,
  housing_fund_account: accountKey,
  medical_record_number: accountKey,
  uscc_sole_trader: soleTraderKey,
  email: emailKey,
  bank_card: cardKey,
  payment_card: cardKey,
  iban: cardKey,
  investment_account: accountKey,
  payment_account: accountKey,
  mobile: mobileKey,
  phone_international: phoneKey,
  wechat_id: wechatKey,
  qq_number: accountKey,
  social_account: accountKey,
  account_id: accountKey,
  employee_id: accountKey,
  student_id: accountKey,
  username: accountKey,
  online_id: onlineKey,
  advertising_id: onlineKey,
  plate: plateKey,
  imei: deviceKey,
  imsi: deviceKey,
  iccid: deviceKey,
  mac_address: deviceKey,
}

function detectorKeys(): Uint8Array {
  const table = new Uint8Array(detectors.length).fill(noKey)
  const rows: readonly (readonly [number, readonly number[]])[] = [
    [residentKey, [residentId, residentIdUnknownRegion, residentIdOld, hkmtResidencePermit, foreignResidentCard]],
    [documentKey, [hkid, macauId, taiwanId, passportCn, passportOther, hkmoPermit, homeReturnPermit]],
    [documentKey, [taiwanCompatriotPermit, taiwanTravelPermit]],
    [soleTraderKey, [creditCodeSoleTrader]],
    [emailKey, [email]],
    [cardKey, [bankCard, paymentCard, iban]],
    [mobileKey, [mobile]],
    [phoneKey, [phoneInternational]],
    [wechatKey, [wechatOpenid]],
    [plateKey, [plate]],
    [deviceKey, [imei, imsi, iccid, macAddress]],
  ]
  for (const [key, codes] of rows) for (const code of codes) table[code] = key
  return table
}
