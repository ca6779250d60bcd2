import { expect, test } from 'vitest'
import { table } from './table.ts'
import { widthOf } from './width.ts'

test('columns stand under each other whatever the script', () => {
  const text = table(
    [{ title: '列' }, { title: 'n', align: 'right' }],
    [
      ['姓名', '1'],
      ['id', '200'],
    ],
    { width: 80 },
  )
  expect(text).toBe(['列      n', '姓名    1', 'id    200'].join('\n'))
})

test('a table gives way to a narrow terminal where its columns may', () => {
  const rows = [['passport_number_of_the_guest', '中国护照号和其他身份证件号码', 'sensitive']]
  const columns = [{ title: 'column', grow: true }, { title: 'what', grow: true }, { title: 'as' }]
  for (const line of table(columns, rows, { width: 40, indent: 2 }).split('\n'))
    expect(widthOf(line)).toBeLessThanOrEqual(40)
})
