import { expect, test } from 'vitest'
import { CellScanner } from '../cells/cell-scanner.ts'
import { holdsValue } from './field-names.ts'

const scanner = new CellScanner(20261123)

test.each([
  '11010519491231002X',
  '13912345678',
  'li.lei@mail.shop.cn',
  '6222021234567890128',
  'DE89370400440532013000',
  '+4917012345678',
])('a column called %s holds a value in its name', (name) => {
  expect(holdsValue(name, scanner)).toBe(true)
})

test.each(['user_id', '手机号', 'amount_2026', 'v1.2.3', 'sku-4417123456789', '20261123', 'column_12'])(
  'a column called %s holds none',
  (name) => {
    expect(holdsValue(name, scanner)).toBe(false)
  },
)
