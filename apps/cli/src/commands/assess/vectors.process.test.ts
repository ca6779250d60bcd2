import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../testing/run-cli.ts'

interface Vector {
  readonly id: string
  readonly kind: string
  readonly as_of: string
  readonly facts: unknown
  readonly expected: { readonly pathway: string; readonly deadline?: string }
}

const file = new URL('../../../../../../shared/law/vectors.json', import.meta.url)
const all: readonly Vector[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).vectors : []
/** Every vector runs in the tests of `law`; here as many of each kind as show that the command hands them on. */
const everyNth = 7

let box: Sandbox
beforeAll(async () => {
  box = await createSandbox()
})
afterAll(() => box[Symbol.asyncDispose]())

describe.skipIf(all.length === 0)('vectors beside the repository (skipped where the folder is absent)', () => {
  test.each(
    all.filter((_, index) => index % everyNth === 0).map((vector) => [vector.id, vector.kind, vector] as const),
  )('%s (%s) through feiyu assess, as data and in both languages', async (_id, _kind, vector) => {
    const input = JSON.stringify(vector.facts)
    const args = ['assess', '--facts', '-', '--as-of', vector.as_of]
    const { code, document } = await box.json(args, { input })
    expect(document.pathway).toBe(vector.expected.pathway)
    expect(code).toBe(vector.expected.pathway === 'NEEDS_INFO' ? 4 : 0)
    const zh = await box.run([...args, '--lang', 'zh'], { input })
    const en = await box.run([...args, '--lang', 'en'], { input })
    for (const { stdout } of [zh, en]) {
      expect(stdout).toContain(String(document.jurisdiction))
      expect(stdout).not.toMatch(/undefined|\[object/)
      if (vector.expected.deadline !== undefined) expect(stdout).toContain(vector.expected.deadline)
    }
  })
})

test('a flow over several places shows each leg, in both languages', async () => {
  const facts = {
    jurisdiction: 'EU',
    destination: 'CN',
    hops: [
      { jurisdiction: 'CN', pi: false, ciio: false, important_data: false, core_data: false, state_secret: false },
    ],
  }
  const args = ['assess', '--facts', '-', '--as-of', '2026-11-23']
  const { code, document } = await box.json(args, { input: JSON.stringify(facts) })
  expect(code).toBe(0)
  expect(document).toMatchObject({
    pathway: 'GDPR_ART46_SAFEGUARD',
    parts: [{ jurisdiction: 'EU' }, { jurisdiction: 'CN', pathway: 'EXEMPT_ART3' }],
  })
  const zh = await box.run([...args, '--lang', 'zh'], { input: JSON.stringify(facts) })
  expect(zh.stdout).toContain('2. CN：免予')
  const en = await box.run([...args, '--lang', 'en'], { input: JSON.stringify(facts) })
  expect(en.stdout).toContain('2. CN: exempt')
})
