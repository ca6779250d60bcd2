import type { TypeId } from '../vocabulary/value-types.ts'

/** A test on bytes that says what a value is, with the chance that it is wrong. */
export interface Detector {
  /** Stable id; it appears in profiles and permits. */
  readonly id: string
  readonly type: TypeId
  /** Chance that a random string of this shape passes. */
  readonly p0: number
  readonly checksum: boolean
  /** One hit is enough: p0 ≤ 1e-5. A weak detector with a checksum becomes strong in a column of its own type. */
  readonly strong: boolean
}

// Codes of the detectors: positions in `detectors`. Constants, because the hot loops compare them.
export const none = 0
export const residentId = 1
export const residentIdUnknownRegion = 2
export const residentIdOld = 3
export const hkmtResidencePermit = 4
export const foreignResidentCard = 5
export const creditCode = 6
export const creditCodeSoleTrader = 7
export const bankCard = 8
export const paymentCard = 9
export const iban = 10
export const mobile = 11
export const landline = 12
export const phoneInternational = 13
export const email = 14
export const ipAddress = 15
export const macAddress = 16
export const vin = 17
export const plate = 18
export const imei = 19
export const imsi = 20
export const iccid = 21
export const hkid = 22
export const macauId = 23
export const taiwanId = 24
export const passportCn = 25
export const passportOther = 26
export const hkmoPermit = 27
export const homeReturnPermit = 28
export const taiwanCompatriotPermit = 29
export const taiwanTravelPermit = 30
export const wechatOpenid = 31
export const advertisingId = 32
export const privateKey = 33
export const cloudKey = 34
export const jwt = 35
export const connectionString = 36

/** The detectors by code; position 0 is no detector. p0 by counting the values that pass among those of the shape. */
export const detectors: readonly Detector[] = [
  row('none', 'opaque', 1, false),
  // province 0.34 × plausible prefecture and county 0.25 × date 4.6e-4 × check 1/11
  row('resident_id', 'resident_id', 3.2e-6, true),
  row('resident_id_unknown_region', 'resident_id', 1.4e-5, true),
  row('resident_id_15', 'resident_id', 3e-3, false),
  row('hkmt_residence_permit', 'hkmt_residence_permit', 1.3e-10, true),
  row('foreign_permanent_resident_card', 'foreign_permanent_resident_card', 1.4e-6, true),
  // pair of department and category × province × check of the body code 1/11 × check 1/31
  row('uscc', 'uscc', 1e-6, true),
  row('uscc_sole_trader', 'uscc_sole_trader', 1e-6, true),
  row('bank_card', 'bank_card', 1e-3, true),
  row('payment_card', 'payment_card', 2e-2, true),
  row('iban', 'iban', 1e-4, true),
  row('mobile', 'mobile', 7e-2, false),
  row('landline', 'landline', 1e-2, false),
  row('phone_international', 'phone_international', 1e-3, false),
  row('email', 'email', 1e-6, false),
  row('ip_address', 'ip_address', 1e-2, false),
  row('mac_address', 'mac_address', 1e-3, false),
  row('vin', 'vin', 9.1e-2, true),
  row('plate', 'plate', 1e-5, false),
  row('imei', 'imei', 1.7e-2, true),
  row('imsi', 'imsi', 2e-4, false),
  row('iccid', 'iccid', 1e-5, true),
  row('hkid', 'hkid', 9.1e-2, true),
  row('macau_id', 'macau_id', 0.3, false),
  row('taiwan_id', 'taiwan_id', 4e-2, true),
  row('passport_cn', 'passport_cn', 0.1, false),
  row('passport_other', 'passport_other', 0.5, false),
  row('hkmo_permit', 'hkmo_permit', 0.1, false),
  row('home_return_permit', 'home_return_permit', 0.1, false),
  row('taiwan_compatriot_permit', 'taiwan_compatriot_permit', 0.5, false),
  row('taiwan_travel_permit', 'taiwan_travel_permit', 0.1, false),
  row('wechat_openid', 'wechat_id', 1e-2, false),
  row('advertising_id', 'advertising_id', 0.5, false),
  row('private_key', 'secret_key', 1e-12, false),
  row('cloud_key', 'secret_key', 1e-9, false),
  row('jwt', 'secret_key', 1e-9, false),
  row('connection_string', 'secret_key', 1e-6, false),
]

function row(id: string, type: TypeId, p0: number, checksum: boolean): Detector {
  return { id, type, p0, checksum, strong: p0 <= 1e-5 }
}
