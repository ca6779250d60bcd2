import { describe, expect, test } from 'vitest'
import { readColumnName } from './column-name.ts'
import { englishWords } from './lexicon-en.ts'
import { pinyinAbbreviations, pinyinWords } from './lexicon-pinyin.ts'
import { chineseWords } from './lexicon-zh.ts'

test.each([
  ['xm', 'person_name'],
  ['sfzh', 'resident_id'],
  ['ｓｆｚｈ', 'resident_id'],
  ['sjh', 'mobile'],
  ['yhkh', 'bank_card'],
  ['csrq', 'birth_date'],
  ['shoujihao', 'mobile'],
  ['id_card', 'resident_id'],
  ['cert_no', 'identity_document'],
  ['证件号码', 'identity_document'],
  ['Mobile No.', 'mobile'],
  ['phone1', 'mobile'],
  ['phoneNumber', 'mobile'],
  ['customer_email_address', 'email'],
  ['dob', 'birth_date'],
  ['gps_lat', 'precise_location'],
  ['lng', 'precise_location'],
  ['经度', 'precise_location'],
  ['login passwd', 'password'],
  ['手机号（必填）', 'mobile'],
  ['客户身份证号码', 'resident_id'],
  ['收货人手机号', 'mobile'],
  ['车架号', 'vin'],
  ['诊断结果', 'health'],
  ['月收入', 'income'],
  ['ssn', 'national_id_other'],
  ['userId', 'account_id'],
  ['用户ID', 'account_id'],
  ['备注', 'free_text'],
  // names that speak of the thing and are not its value
  ['order_id', 'order_id'],
  ['订单号', 'order_id'],
  ['batch no.', 'order_id'],
  ['id_type', 'category_code'],
  ['证件类型', 'category_code'],
  ['phone_type', 'category_code'],
  ['emailVerified', 'category_code'],
  ['手机号归属地', 'region'],
  ['手机型号', 'product'],
  ['sku', 'product'],
  ['电池温度', 'number'],
  ['vehicle_id', 'device_id'],
])('%s is a column of %s', (name, type) => {
  expect(readColumnName(name).hint?.type).toBe(type)
})

test.each(['', 'foo', 'x1', '其它', 'column_7', '123'])('`%s` says nothing', (name) => {
  expect(readColumnName(name).hint).toBeNull()
})

test.each([
  ['收货人手机号', 'recipient'],
  ['emergency_contact_phone', 'emergency'],
  ['紧急联系人电话', 'emergency'],
  ['父亲姓名', 'father'],
  ['spouse_id_card', 'spouse'],
  ['sellerUserId', 'seller'],
  ['被保险人证件号', 'insured'],
  ['contact_phone', null],
  ['联系电话', null],
])('%s is about %s', (name, party) => {
  expect(readColumnName(name).party).toBe(party)
})

test('numbers of one register have one name, whoever holds them', () => {
  expect(readColumnName('buyer_user_id').register).toBe(readColumnName('sellerUserId').register)
  expect(readColumnName('member_no').register).not.toBe(readColumnName('user_id').register)
})

describe.each(Object.entries({ chineseWords, englishWords, pinyinWords, pinyinAbbreviations }))(
  '%s',
  (_name, words) => {
    test('has each word once, as names are compared', () => {
      const all = Object.values(words).flatMap((list) => list.split(' '))
      expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([])
      for (const word of all) expect(word).toMatch(/^[a-z0-9\p{Script=Han}]+$/u)
    })
  },
)
