import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
})
afterAll(() => box[Symbol.asyncDispose]())

interface Hit {
  readonly kind: string
  readonly id: string
  readonly from: string
}

async function cases(asOf: string): Promise<readonly Hit[]> {
  const args = ['law', 'search', 'contract certification security assessment', '--kind', 'case', '--limit', '1000']
  const { code, document } = await box.json([...args, '--as-of', asOf])
  expect(code).toBe(0)
  return document.hits as readonly Hit[]
}

test('on a day only cases of its law are found: judged by then, and by rules that still counted', async () => {
  const early = await cases('2023-12-01')
  expect(early.length).toBeGreaterThan(0)
  for (const hit of early) expect(hit.from <= '2023-12-01').toBe(true)
  const now = await cases('2026-11-23')
  expect(now.length).toBeGreaterThan(early.length)
  // The numbers of 2022 are law no more: what was judged by them is no case of today's law.
  const ended = early.filter(({ id }) => !now.some((hit) => hit.id === id))
  expect(ended.length).toBeGreaterThan(0)
})

test('the last day is the last one in force, in words of both languages', async () => {
  const args = ['law', 'search', '临港新片区', '智能网联汽车', '--kind', 'instrument']
  expect((await box.run(args)).stdout).toContain('through 2025-05-16')
  expect((await box.run([...args, '--lang', 'zh'])).stdout).toContain('起，至 2025-05-16（含）')
  const show = ['packs', 'show', 'cn-shanghai', '--as-of', '2026-11-23']
  expect((await box.run([...show, '--lang', 'zh'])).stdout).toMatch(/至\s*2025-05-16（含）/)
})
