import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Digest } from '@feiyu/core'
import {
  createLaw,
  decide,
  engineSemantics,
  explain,
  type Law,
  loadPack,
  readRecord,
  readReleasedPack,
} from '@feiyu/law'
import type { Browser, JSHandle, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomCase, seededRandom } from '../../packages/law/src/testing/random-facts.ts'
import { noBrowser, openBrowser } from '../testing/browser.ts'
import { bundleLaw } from './bundle-law.ts'

/** Nobody serves this address: its files are put in before a request would leave. `https`, as only then a page may hash. */
const origin = 'https://law.example'
const releases = join(dirname(dirname(import.meta.dirname)), 'releases')
const packs = new Map(
  readdirSync(join(releases, 'packs')).map((name) => [
    name.replace(/^sha256-(\w+)\.json$/, 'sha256:$1') as Digest,
    readFileSync(join(releases, 'packs', name), 'utf8'),
  ]),
)
const records = readdirSync(join(releases, 'golden'))
  .filter((name) => name.endsWith(`-semantics-${engineSemantics}.ndjson`))
  .flatMap((name) =>
    readFileSync(join(releases, 'golden', name), 'utf8')
      .trimEnd()
      .split('\n'),
  )

describe.skipIf(noBrowser !== null)(`in a real browser${noBrowser === null ? '' : `: ${noBrowser}`}`, () => {
  let browser: Browser
  let page: Page
  /** The bundle as the page has it. */
  let module: JSHandle<typeof import('@feiyu/law')>
  const asked: string[] = []
  const said: string[] = []

  beforeAll(async () => {
    const bundle = await bundleLaw()
    browser = await openBrowser()
    page = await browser.newPage()
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    await page.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url())
      asked.push(pathname)
      if (pathname === '/')
        return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>law</title>' })
      const file = bundle.find(({ name }) => pathname === `/${name}`)
      return file === undefined ? route.abort() : route.fulfill({ contentType: 'text/javascript', body: file.text })
    })
    await page.goto(origin)
    module = await page.evaluateHandle('import("/entry.js")')
  })
  afterAll(() => browser.close())

  test('every golden decision derives again, byte for byte, from the released packs as data', async () => {
    const replays = await page.evaluate(
      async ({ module, records, packs }) => {
        const texts = new Map(packs)
        const replay = module.createReplayer(async (digest) => {
          const text = texts.get(digest)
          return text === undefined ? null : module.readReleasedPack(text, digest)
        })
        const found = []
        for (const line of records) {
          const record = module.readRecord(line, 'golden')
          found.push({ record: record.id, ...(await replay(record)) })
        }
        return found
      },
      { module, records, packs: [...packs] },
    )
    expect(replays).toHaveLength(records.length)
    expect(replays.length).toBeGreaterThan(250)
    expect(replays.filter(({ kind }) => kind !== 'same')).toEqual([])
  })

  test('answers, traces, what-ifs and explanations have the bytes that Node writes, golden facts and random ones', async () => {
    // In the order of the records: the law of the first pack is the one that is asked when the facts name none.
    const used = readRecord(records[0] ?? '', 'golden').packs
    const files = await Promise.all(used.map(({ digest }) => readReleasedPack(packs.get(digest) ?? '', digest)))
    const law = createLaw(await Promise.all(files.map((pack) => loadPack(pack))))
    const random = seededRandom(5)
    const cases = [
      ...records.map((line) => readRecord(line, 'golden')).map(({ facts, asOf }) => ({ facts, asOf })),
      ...Array.from({ length: 100 }, () => randomCase(law, random)),
    ]
    const answers = await page.evaluate(
      async ({ module, files, cases }) => {
        const law = module.createLaw(await Promise.all(files.map((pack) => module.loadPack(pack))))
        return cases.map(({ facts, asOf }) => {
          const answer = module.decide(law, facts, { asOf, explain: true })
          return JSON.stringify({ answer, explanation: module.explain(law, facts, { asOf }) })
        })
      },
      { module, files, cases },
    )
    expect(answers).toHaveLength(cases.length)
    for (const [index, { facts, asOf }] of cases.entries()) expect(answers[index]).toBe(ofNode(law, facts, asOf))
  })

  test('a pack beyond the plain YAML of Feiyu is refused as in Node, and nothing more is loaded for it', async () => {
    const broken = { 'pack.yaml': 'id: cn\ntitle: &anchor [\n' }
    const error = await page.evaluate(
      ({ module, broken }) => module.loadPack(broken).then(String, (one: unknown) => String(one)),
      { module, broken },
    )
    expect(error).toBe(await loadPack(broken).then(String, String))
    expect(error).toContain('plain YAML')
    expect(new Set(asked)).toEqual(new Set(['/', '/entry.js']))
  })

  test('the page asks for nothing but the files of the bundle and says nothing', () => {
    expect(asked.filter((path) => path !== '/' && !path.endsWith('.js'))).toEqual([])
    expect(said).toEqual([])
  })
})

function ofNode(law: Law, facts: unknown, asOf: string): string {
  return JSON.stringify({
    answer: decide(law, facts, { asOf, explain: true }),
    explanation: explain(law, facts, { asOf }),
  })
}
