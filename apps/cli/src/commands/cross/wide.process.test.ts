import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { maxColumns } from '@feiyu/scan'
import { expect, test } from 'vitest'
import { flowTo, stated } from '../../testing/crossing-files.ts'
import { createSandbox } from '../../testing/run-cli.ts'

test('a table of more columns than a permit takes is refused by its reader, for check as for cross', async () => {
  await using box = await createSandbox()
  const names = Array.from({ length: maxColumns + 1 }, (_, index) => `size ${index}`)
  await writeFile(join(box.folder, 'wide.csv'), `${names.join(',')}\n${names.map(() => 'M4').join(',')}\n`)
  const record = Object.fromEntries(names.map((name) => [name, 'M4']))
  await writeFile(join(box.folder, 'wide.ndjson'), JSON.stringify(record))
  const flags = flowTo('Acme GmbH', join(box.folder, 'outbox'))
  const tooMany = { code: 2, document: { error: { code: 'FEIYU_FORMAT_TOO_MANY_COLUMNS' } } }
  for (const file of ['wide.csv', 'wide.ndjson']) {
    expect(await box.json(['check', file, '--to', 'DE', ...stated])).toMatchObject(tooMany)
    expect(await box.json(['cross', file, ...flags, ...stated])).toMatchObject(tooMany)
  }
})
