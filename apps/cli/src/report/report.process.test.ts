import { readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mobile, residentId } from '../testing/people.ts'
import { createSandbox, type Sandbox } from '../testing/run-cli.ts'
import { documentFonts } from './fonts.ts'

const stated = ['--ciio', 'no', '--important-data', 'no', '--core-data', 'no', '--state-secret', 'no']
const opening = ['--opening-ordinary', '0', '--opening-sensitive', '0', '--as-of', '2026-11-23']
let box: Sandbox
const values = Array.from({ length: 40 }, (_, index) => [mobile(index), residentId(index), `u${index}@example.org`])
beforeAll(async () => {
  box = await createSandbox()
  const rows = values.map(([phone, id, mail], index) => `${phone},${mail},${index === 7 ? `see ${id}` : 'none'}`)
  await writeFile(join(box.folder, 'people.csv'), `phone,mail,remark <b>&\n${rows.join('\n')}\n`)
})
afterAll(() => box[Symbol.asyncDispose]())

async function report(name: string, ...args: readonly string[]): Promise<string> {
  const path = join(box.folder, name)
  const { code, stderr } = await box.run(['check', 'people.csv', '--to', 'DE', '--report', path, ...args])
  expect([0, 3, 4]).toContain(code)
  expect(stderr).toContain(path)
  return readFile(path, 'utf8')
}

/** The language halves of a page. */
function halves(page: string): { readonly zh: string; readonly en: string } {
  const [, zh = '', en = ''] = page.split(/<article lang="(?:zh-Hans|en)">/)
  return { zh, en }
}

test('a page in both languages says the answer, the path, what is missing before the first byte, persons and articles', async () => {
  const page = await report('a.html', ...stated, ...opening, '--recipient', 'Acme <GmbH> & "Co"', '--basis', 'contract')
  const { zh, en } = halves(page)
  for (const text of [
    '现在还不能出境',
    '结论由来',
    '《促进和规范数据跨境流动规定》',
    '出境之前',
    '个人',
    '居民身份证号',
    '未签署',
    '不构成法律意见',
  ])
    expect(zh).toContain(text)
  for (const text of [
    'NOT YET',
    'The way to this answer',
    'Before the first byte',
    'Persons',
    'resident identity number',
    'unsigned',
    'Not legal advice',
  ])
    expect(en).toContain(text)
  for (const half of [zh, en]) {
    expect(half).toContain('class="path"')
    expect(half).toContain('EXEMPT_ART5_SMALL')
    expect(half).toContain('remark &lt;b&gt;&amp;')
    expect(half).toContain('Acme &lt;GmbH&gt; &amp; &quot;Co&quot;')
    expect(half).toContain('--pipia')
  }
})

test('no value of a person is in it, in no form of it', async () => {
  const page = await report('b.html', ...stated, ...opening, '--full')
  const parts = values
    .flat()
    .flatMap((value) => [value, encodeURIComponent(value), Buffer.from(value).toString('base64')])
  expect(parts.filter((value) => page.includes(value))).toEqual([])
})

test('it stands alone: no script, nothing fetched, every tag closed, every control reachable by name', async () => {
  const page = await report('c.html', '--lang', 'zh')
  expect(page).not.toMatch(/<script|\son\w+=|<link|<img|url\(|@import|src=/i)
  expect(page).toContain("default-src 'none'")
  expect(page).toMatch(/id="show-zh" checked aria-label="中文"/)
  const open: string[] = []
  for (const [tag, slash, name = ''] of page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (['meta', 'input', 'br'].includes(name) || tag.endsWith('/>')) continue
    if (slash === '') open.push(name)
    else expect([tag, open.pop()]).toEqual([tag, name])
  }
  expect(open).toEqual([])
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])
  expect(new Set(ids).size).toBe(ids.length)
})

test('what is not known is asked for, with the flag that answers it and the pathways that remain', async () => {
  const { zh, en } = halves(await report('d.html'))
  expect(zh).toContain('尚不能判定')
  for (const flag of ['--ciio yes|no', '--opening-ordinary']) {
    expect(zh).toContain(flag)
    expect(en).toContain(flag)
  }
  expect(en).toContain('is still possible')
})

test('a PDF is set in the language of the run, the same bytes each time, whatever signs are in the words of the user', async () => {
  const args = [...stated, ...opening, '--recipient', '靐 #panic("x") $y$ \\ "\u{20BB7}', '--lang', 'zh'] as const
  await report('e.pdf', ...args)
  await report('f.pdf', ...args)
  const [first, second] = await Promise.all(['e.pdf', 'f.pdf'].map((name) => readFile(join(box.folder, name))))
  expect(first?.subarray(0, 5).toString()).toBe('%PDF-')
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true)
})

test('a word that no line has room for is broken in a PDF, and not cut off by the edge of the paper', async () => {
  const lines: number[] = []
  for (const letters of [30, 300]) {
    await report('g.pdf', ...stated, ...opening, '--recipient', 'G'.repeat(letters))
    lines.push(titleLines(await readFile(join(box.folder, 'g.pdf'))))
  }
  expect(lines[0]).toBeLessThanOrEqual(2)
  expect(lines[1]).toBeGreaterThanOrEqual(7)
})

/** On how many lines the title stands, the only text of 16 points: from the places at which the pages write it (ISO 32000-1, 9.4). */
function titleLines(pdf: Buffer): number {
  const heights = new Set<string>()
  for (const { index, 0: start } of pdf.toString('latin1').matchAll(/\/FlateDecode[^>]*>>\s*stream\r?\n/g)) {
    const text = inflateSync(pdf.subarray(index + start.length)).toString('latin1')
    for (const [, y = ''] of text.matchAll(/1 0 0 -1 [\d.]+ ([\d.]+) cm(?:(?!\bET\b)[\s\S])*?\/f\d+ 16 Tf/g))
      heights.add(y)
  }
  return heights.size
}

test('every character of the packs and of our own texts has a glyph in the fonts of documents', async () => {
  const fonts = await documentFonts()
  const folders = ['packs', 'apps/cli/src/i18n', 'apps/cli/src/report'].map((name) =>
    fileURLToPath(new URL(`../../../../${name}`, import.meta.url)),
  )
  const characters = new Set<string>()
  for (const folder of folders) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (/\.(yaml|ts)$/.test(file) && !file.endsWith('.test.ts'))
        for (const character of readFileSync(join(folder, file), 'utf8')) characters.add(character)
  }
  const missing = [...characters].filter(
    (one) => one !== '\n' && !fonts.some((font) => font.has(one.codePointAt(0) ?? 0)),
  )
  expect(characters.size).toBeGreaterThan(800)
  expect(missing).toEqual([])
})

test('another kind of file and a folder that is not there are refused in one sentence', async () => {
  expect(await box.json(['check', 'people.csv', '--to', 'DE', '--report', 'a.docx'])).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_USAGE_REPORT_KIND' } },
  })
  expect(
    await box.json(['check', 'people.csv', '--to', 'DE', '--report', join(box.folder, 'none/a.html')]),
  ).toMatchObject({
    code: 2,
    document: { error: { code: 'FEIYU_OUTPUT_WRITE', at: expect.stringContaining('none') } },
  })
})

test('a review sheet puts every article, rule and case of a pack on one page, marks below V at the edge', async () => {
  const path = join(box.folder, 'review.html')
  expect((await box.run(['packs', 'review', 'cn-beijing', '--out', path])).code).toBe(0)
  const page = await readFile(path, 'utf8')
  const { zh, en } = halves(page)
  const rules = await box.json(['packs', 'show', 'cn-beijing', '--as-of', '2026-11-23'])
  for (const rule of (rules.document.rules as readonly { readonly id: string; readonly at: string }[]) ?? []) {
    expect(zh).toContain(`<strong>${rule.id}</strong>`)
    expect(en).toContain(rule.at)
  }
  expect(zh).toContain('北京')
  expect(zh).toContain('class="unsure"')
  expect(page).toContain('cn-beijing/cases/')
  expect(page).not.toMatch(/<script|src=|url\(/)
  expect(await box.json(['packs', 'review', 'cn-beijin'])).toMatchObject({ code: 2 })
  expect(await box.json(['packs', 'review', 'cn-beijing', '--out', 'a.pdf'])).toMatchObject({ code: 2 })
})
