import { expect, test } from 'vitest'
import { looksLikeHeader } from './header.ts'

test.each([
  [['姓名', '身份证号', '手机号'], [['张伟', '11010519491231002X', '13912345678']]],
  [['id', 'name', 'email'], []],
  [['order_id', '2024', '2025'], [['A1', '3', '4']]],
  [['甲', '乙', '丙'], [['1', '2', '3']]],
  [['kolom', 'naam'], [['x', 'y']]],
  [['Mark', 'Wert'], [['Anna Schmidt', '2']]],
  [['省份', '城市'], [['广东省', '深圳市']]],
])('%j names the columns', (first, rows) => {
  expect(looksLikeHeader(first, rows)).toBe(true)
})

test.each([
  [['张伟', '11010519491231002X', '13912345678'], [['李娜', '310115197503137047', '13018495004']]],
  [
    ['张伟', '上海', '男'],
    [
      ['李娜', '北京', '女'],
      ['王芳', '上海', '男'],
    ],
  ],
  [
    ['Zhang Wei', 'Shanghai', 'engineer'],
    [
      ['Li Lei', 'Beijing', 'teacher'],
      ['Anna Schmidt', 'Hefei', 'doctor'],
    ],
  ],
  [['1', '2.5', 'abc'], []],
  [['2026-01-01', 'open'], [['2026-01-02', 'closed']]],
  [['a.b@corp.cn', 'x'], []],
  [
    ['paid', 'web'],
    [
      ['paid', 'app'],
      ['done', 'web'],
    ],
  ],
  [['', ''], []],
])('%j is data', (first, rows) => {
  expect(looksLikeHeader(first, rows)).toBe(false)
})
