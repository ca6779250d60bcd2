import { describe, expect, test } from 'vitest'
import { hkid, imei, residentIdOld, vin } from '../detectors/detector.ts'
import { findIn } from '../testing/scan-table.ts'

/** What is found in a text, detectors alone. */
function ids(text: string, hint = 0): string[] {
  return findIn(text, hint).hits.map((hit) => hit.slice(0, hit.indexOf(':')))
}

describe('a whole cell', () => {
  test.each([
    ['resident ID', '11010519491231002X', 'resident_id'],
    ['resident ID with a small x', '11010519491231002x', 'resident_id'],
    ['resident ID of a county that no list knows', '115960199001010013', 'resident_id_unknown_region'],
    ['residence permit of a person from Hong Kong', '810000199408230021', 'hkmt_residence_permit'],
    ['credit code', '91110000600037341L', 'uscc'],
    ['UnionPay card', '6222021234567890128', 'bank_card'],
    ['Visa card', '4111111111111111', 'payment_card'],
    ['Mastercard of the 2 series', '2223003122003222', 'payment_card'],
    ['Amex card', '378282246310005', 'payment_card'],
    ['grouped card', '6222 0212 3456 7890 128', 'bank_card'],
    ['credit code of digits alone', '911101082283038843', 'uscc'],
    ['IBAN', 'DE89370400440532013000', 'iban'],
    ['grouped IBAN', 'DE89 3704 0044 0532 0130 00', 'iban'],
    ['mobile', '13912345678', 'mobile'],
    ['mobile with +86', '+86 139-1234-5678', 'mobile'],
    ['mobile with 86', '8613912345678', 'mobile'],
    ['mobile with 0086', '008613912345678', 'mobile'],
    ['mobile in groups', '139 1234 5678', 'mobile'],
    ['landline', '010-62345678', 'landline'],
    ['landline without a dash', '075583765566', 'landline'],
    ['international number', '+49 30 901820', 'phone_international'],
    ['e-mail', 'Zhang.Wei+a@mail.example-shop.com', 'email'],
    ['IPv4', '114.209.130.89', 'ip_address'],
    ['IPv6', '2400:3200::1', 'ip_address'],
    ['MAC', '3C:22:FB:9A:01:7E', 'mac_address'],
    ['VIN', '1HGCM82633A004352', 'vin'],
    ['plate', '京A12345', 'plate'],
    ['plate with a dot', '沪B·6K893', 'plate'],
    ['new-energy plate', '粤BD12345', 'plate'],
    ['police plate', '京A1234警', 'plate'],
    ['ICCID', '89860112851083069510', 'iccid'],
    ['IMSI', '460001234567890', 'imsi'],
    ['IMEI', '490154203237518', 'imei'],
    ['HKID', 'A123456(3)', 'hkid'],
    ['Macau ID', '5215299(8)', 'macau_id'],
    ['Taiwan ID', 'A123456789', 'taiwan_id'],
    ['WeChat openid', 'oLVPpjqs9BhvzwPj5A-vTYAX3GLc', 'wechat_openid'],
    ['AWS key', 'AKIAIOSFODNN7EXAMPLE', 'cloud_key'],
    ['GitHub token', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'cloud_key'],
    ['JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U', 'jwt'],
    ['connection string', 'postgres://app:s3cret@db.internal:5432/app', 'connection_string'],
    ['private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIEow1', 'private_key'],
  ])('%s', (_name, text, id) => {
    expect(findIn(text).hits).toEqual([`${id}:${text}`])
  })

  test.each([
    ['a resident ID with a wrong check digit', '110105194912310021'],
    ['a birth date to come', '110105203001010012'],
    ['the 30th of February', '11010519900230001X'],
    ['a province that does not exist', '990105194912310029'],
    ['a credit code with a wrong check', '91110000600037341A'],
    ['a card that fails Luhn', '6222021234567890129'],
    ['an order number', '20260101123456789'],
    ['a time in milliseconds', '1767225600000'],
    ['a date and time without signs', '20260101123059'],
    ['a private address', '192.168.1.20'],
    ['loopback', '127.0.0.1'],
    ['a documentation address', '203.0.113.9'],
    ['a version', '1.2.3.4.5'],
    ['a link-local address', 'fe80::1'],
    ['a documentation prefix', '2001:db8::1'],
    ['a time of day', '12:30:45'],
    ['a date', '2026-11-23'],
    ['a timestamp', '2026-11-23T10:20:30.123Z'],
    ['an amount', '1234567.89'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a digest', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['no address', 'user@localhost'],
    ['two at signs', '@@'],
    ['a VIN with a wrong check digit', '1HGCM82643A004352'],
    ['an all-zero MAC', '00:00:00:00:00:00'],
    ['a word', 'sk-'],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nMIIB'],
    ['a long number that holds an ID', '9911010519491231002199'],
  ])('%s is nothing', (_name, text) => {
    expect(findIn(text).hits).toEqual([])
  })

  test('the hint of a column decides among weak claims', () => {
    expect(ids('350101900101123', residentIdOld)).toEqual(['resident_id_15'])
    expect(ids('351756051523993', imei)).toEqual(['imei'])
    expect(ids('A1234563', hkid)).toEqual(['hkid'])
    expect(ids('A1234563')).toEqual([])
    expect(ids('WVWZZZ1JZXW000001', vin)).toEqual(['vin'])
    expect(ids('WVWZZZ1JZXW000001')).toEqual([])
  })
})

describe('the strongest claim goes first, and each byte is claimed once', () => {
  test('a resident ID that passes Luhn is no card', () => {
    expect(ids('440305198802031212')).toEqual(ids('440305198802031212').filter((id) => id === 'resident_id'))
    expect(findIn('身份证 110105194912310021 卡 6222021234567890128').hits).toEqual(['bank_card:6222021234567890128'])
  })

  test('a mobile as the local part of an address is the address', () => {
    expect(findIn('写到13912345678@qq.com').hits).toEqual(['email:13912345678@qq.com'])
  })

  test('the password of a connection string is no e-mail address', () => {
    expect(ids('dsn: mysql://root:pa55@db.corp.example, ask a.b@corp.example')).toEqual(['connection_string', 'email'])
  })
})

describe('in a text', () => {
  test.each([
    ['glued to letters', 'ID11010519491231002X', ['resident_id:11010519491231002X']],
    ['glued to Han', '身份证11010519491231002X请核对', ['resident_id:11010519491231002X']],
    ['with spaces', '证件 110105 19491231 002X。', ['resident_id:110105 19491231 002X']],
    ['between brackets', '(13912345678)', ['mobile:13912345678']],
    ['a plate', '车牌京A12345停在门口', ['plate:京A12345']],
    [
      'several',
      'a@b.cn，13912345678；4111 1111 1111 1111',
      ['email:a@b.cn', 'mobile:13912345678', 'payment_card:4111 1111 1111 1111'],
    ],
    ['an address in a log', 'GET / from 114.209.130.89:443 ok', ['ip_address:114.209.130.89']],
    ['after a date', '2026-01-02 tel 010-62345678', ['landline:010-62345678']],
    [
      'a token in a text',
      'use ghp_16C7e42F292c6912E7710c838347Ae178B4a now',
      ['cloud_key:ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
    ],
    ['mobile after letters', 'tel13912345678', ['mobile:13912345678']],
  ])('%s', (_name, text, hits) => {
    expect(findIn(text).hits).toEqual(hits)
  })

  test('a code of several runs of digits is not taken apart', () => {
    expect(findIn('a3f13912345678bc9').hits).toEqual([])
  })

  test('full-width digits and letters are read as plain ones', () => {
    expect(findIn('身份证１１０１０５１９４９１２３１００２Ｘ').hits).toEqual(['resident_id:11010519491231002X'])
    expect(findIn('１３９１２３４５６７８').hits).toEqual(['mobile:13912345678'])
    expect(findIn('ｚｈａｎｇ＠ｑｑ.ｃｏｍ').hits).toEqual(['email:zhang@qq.com'])
  })

  test('bytes that are no UTF-8 do no harm', () => {
    expect(findIn('�\u{1f600}13912345678').hits).toEqual(['mobile:13912345678'])
  })
})

describe('secrecy markings', () => {
  test.each([
    ['机密★10年', 'mark secret'],
    ['绝密 ★ 长期', 'mark top-secret'],
    ['秘密☆', 'mark confidential'],
    ['机密*启用前', 'mark secret'],
    ['文件等级：机密＊', 'mark secret'],
    ['商业机密', 'label secret'],
    ['小秘密，见绝密★附件', 'mark top-secret'],
    ['TOP SECRET//NOFORN', 'mark top-secret'],
    ['SECRET//REL TO USA', 'mark secret'],
    ['NOFORN', 'mark secret'],
    ['TOP SECRET plan', 'label top-secret'],
    ['保密★', null],
    ['it is SECRET//', null],
    ['Secret', null],
    ['密★', null],
  ])('%s', (text, marking) => {
    expect(findIn(text).marking).toBe(marking)
  })
})
