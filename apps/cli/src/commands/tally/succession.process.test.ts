import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { shanghaiDate } from '@feiyu/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { flowTo, handler, openingOf, proofs, stated, writePersons, writeProofs } from '../../testing/crossing-files.ts'
import { uscc } from '../../testing/people.ts'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

const year = Number(shanghaiDate(Date.now()).slice(0, 4))
let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
  await writeProofs(box.folder)
  await writePersons(join(box.folder, 'orders.csv'), 0, 40)
  const flags = [...flowTo('Rhine GmbH', join(box.folder, 'out')), ...stated, ...proofs, ...handler, ...openingOf(0)]
  expect((await box.run(['cross', 'orders.csv', ...flags])).code).toBe(0)
})
afterAll(() => box[Symbol.asyncDispose]())

async function bookOf(code: string): Promise<Record<string, unknown>> {
  const { document } = await box.json(['tally', 'show', '--uscc', code])
  return (document.books as Record<string, unknown>[])[0]!
}

test('a succession takes the book of the predecessor over, with who answers for it; the predecessor adds nothing more', async () => {
  const by = ['--reason', 'merger', '--by', 'Li Lei']
  const succeed = ['tally', 'succeed', '--from', uscc.first, '--uscc', uscc.second, ...by]
  const day = ['--date', `${year}-01-01`]
  expect(await box.json([...succeed, '--date', '2999-01-01'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_SUCCEED_DATE' } },
  })
  const nobody = ['tally', 'succeed', '--from', uscc.second, '--uscc', uscc.first, ...by, ...day]
  expect(await box.json(nobody)).toMatchObject({ code: 2, document: { error: { code: 'FEIYU_BOOK_MISSING' } } })
  const before = (await bookOf(uscc.first)).figures as { readonly upper: unknown }
  const done = await box.json([...succeed, ...day])
  expect(done).toMatchObject({
    code: 0,
    document: { before: { upper: { ordinary: 0 } }, after: { upper: before.upper } },
  })
  // Said again, it changes nothing.
  expect((await box.json([...succeed, ...day])).document.after).toEqual(done.document.after)
  expect(await bookOf(uscc.first)).toMatchObject({ closed: { successor: uscc.second } })
  const shown = await box.run(['tally', 'show', '--uscc', uscc.second, '--lang', 'zh'])
  expect(shown.stdout).toContain(`${uscc.first}，自 ${year}-01-01 起：merger（Li Lei）`)
  await writePersons(join(box.folder, 'late.csv'), 900, 3)
  const flags = [...flowTo('Late Ltd', join(box.folder, 'out-late')), ...stated, ...proofs, ...handler]
  const late = await box.run(['cross', 'late.csv', ...flags])
  expect(late.code).toBe(2)
  expect(late.stderr).toContain('taken over by')
})

test('a book is destroyed only after it was kept, only when said twice; its totals are shown', async () => {
  const destroy = ['tally', 'destroy', '--uscc', uscc.second, '--year', String(year), '--by', 'Li Lei']
  const asked = await box.json(destroy)
  expect(asked).toMatchObject({ code: 0, document: { destroyed: false, mayBeDestroyedFrom: `${year + 4}-01-01` } })
  expect(await box.json([...destroy, '--yes'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_BOOK_RETENTION' } },
  })
  const later = { clock: { now: () => Date.parse(`${year + 4}-01-02T00:00:00Z`) } }
  const { code, document } = await box.json([...destroy, '--yes'], later)
  expect({ code, destroyed: document.destroyed }).toEqual({ code: 0, destroyed: true })
  const { stdout } = await box.run(['tally', 'show', '--uscc', uscc.second])
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(`destroyed on ${year + 4}-01-02 (Li Lei)`)
  expect(await box.json([...destroy, '--yes'], later)).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_BOOK_MISSING' } },
  })
})

test('a book that is gone is missed by everybody who would count on it', async () => {
  await using other = await createSandbox()
  await writeProofs(other.folder)
  await writePersons(join(other.folder, 'orders.csv'), 0, 40)
  const flags = [...stated, ...proofs, ...handler, ...openingOf(0)]
  const flow = flowTo('Rhine GmbH', join(other.folder, 'out'))
  expect((await other.run(['cross', 'orders.csv', ...flow, ...flags])).code).toBe(0)
  await rm(join(other.home, 'books'), { recursive: true })
  const shown = await other.json(['tally', 'show'])
  expect(shown).toMatchObject({ code: 1, document: { books: [], lost: [expect.stringMatching(/^sha256:/)] } })
  expect((await other.run(['tally', 'show', '--lang', 'zh'])).stdout).toContain('不在本机')
  const check = ['check', 'orders.csv', '--to', 'DE', '--recipient', 'Rhine GmbH', '--purpose', 'delivery', ...flags]
  const lost = { code: 1, document: { error: { code: 'FEIYU_BOOK_LOST' } } }
  expect(await other.json(check)).toMatchObject(lost)
  expect(
    await other.json(['cross', 'orders.csv', ...flowTo('Rhine GmbH', join(other.folder, 'again')), ...flags]),
  ).toMatchObject(lost)
  expect((await other.run(['doctor'])).code).toBe(1)
  // With its log gone instead, that is said, not that there never was a book.
  await using third = await createSandbox()
  await writeProofs(third.folder)
  await writePersons(join(third.folder, 'orders.csv'), 0, 40)
  const there = flowTo('Rhine GmbH', join(third.folder, 'out'))
  expect((await third.run(['cross', 'orders.csv', ...there, ...flags])).code).toBe(0)
  await rm(join(third.home, 'log'), { recursive: true })
  expect(await third.json(['tally', 'show'])).toMatchObject({
    code: 1,
    document: { error: { code: 'FEIYU_HOME_LOG_LOST' } },
  })
})

test('a recount where nothing was ever counted makes no home', async () => {
  await using empty = await createSandbox()
  const change = ['--type', 'mobile', '--as', 'sensitive', '--reason', 'new standard', '--by', 'Li Lei']
  expect(await empty.json(['tally', 'recount', ...change, '--uscc', uscc.first])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_BOOK_MISSING' } },
  })
  expect(existsSync(empty.home)).toBe(false)
})
