import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../apps/cli/src/testing/run-cli.ts'
import { writeSample } from '../samples/write-sample.ts'
import { noBrowser, openBrowser } from '../testing/browser.ts'

const stated = ['--ciio', 'no', '--important-data', 'no', '--core-data', 'no', '--state-secret', 'no']
const opening = ['--opening-ordinary', '12000', '--opening-sensitive', '0', '--as-of', '2026-11-23']
const pages = ['decided.html', 'open.html', 'long.html', 'review.html'] as const
const languages = ['zh', 'en'] as const
/** Names of columns as nobody expects them: without a place to break, and with markup that must stay text. */
const longNames = ['a'.repeat(200), '出生日期手机号码'.repeat(25), '<script>console.log(1)</script>', '&amp;<b>']
const phone = { width: 390, height: 844 }
/** What the margins leave of a sheet of A4, in CSS pixels. */
const paper = { portrait: { width: 680, height: 986 }, landscape: { width: 1009, height: 657 } }

describe.skipIf(noBrowser !== null)(`pages in a real browser${noBrowser === null ? '' : `: ${noBrowser}`}`, () => {
  let box: Sandbox
  let browser: Browser
  let page: Page
  let asked: string[] = []
  let said: string[] = []

  beforeAll(async () => {
    box = await createSandbox()
    const options = { folder: box.folder, rows: 2_000, seed: 1, lang: 'en', format: 'csv' } as const
    await writeSample('orders', options)
    await writeSample('clients', options)
    await writeFile(join(box.folder, 'long.csv'), `${longNames.join(',')}\n${longNames.map(() => 'x').join(',')}\n`)
    const report = (name: string) => ['--report', join(box.folder, name)]
    const flow = ['--to', 'DE', '--recipient', 'Acme GmbH', '--purpose', 'order fulfilment', '--basis', 'contract']
    const made = await Promise.all([
      box.spawn(['check', 'orders.csv', ...flow, ...stated, ...opening, ...report('decided.html')]),
      box.spawn(['check', 'clients.csv', '--to', 'HK', '--as-of', '2026-11-23', ...report('open.html')]),
      box.spawn([
        'check',
        'long.csv',
        '--to',
        'DE',
        '--recipient',
        'G'.repeat(300),
        ...stated,
        ...opening,
        ...report('long.html'),
      ]),
      box.spawn(['packs', 'review', 'cn-shanghai', '--out', join(box.folder, 'review.html')]),
    ])
    expect(made.map(({ code }) => code)).toEqual([3, 4, 0, 0])
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await box[Symbol.asyncDispose]()
  })

  /** Opens a page in a tab of its own, as whoever gets the file does. */
  async function open(name: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<string> {
    await page?.close()
    page = await browser.newPage(options)
    page.setDefaultTimeout(10_000)
    asked = []
    said = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => said.push(message.text()))
    page.on('pageerror', (error) => said.push(error.message))
    const address = pathToFileURL(join(box.folder, name)).href
    await page.goto(address)
    return address
  }

  const shown = () => page.locator('article:visible').evaluateAll((all) => all.map((one) => one.getAttribute('lang')))
  const choose = (language: 'zh' | 'en') => page.locator(`label[for="show-${language}"]`).click()

  test.each(pages)('%s opens as a file, asks for nothing else, and says nothing', async (name) => {
    const address = await open(name)
    await choose('zh')
    await choose('en')
    expect(asked).toEqual([address])
    expect(said).toEqual([])
  })

  test('the language switches by mouse and by keyboard, and one sees where the keyboard is', async () => {
    await open('decided.html')
    expect(await shown()).toEqual(['en'])
    await choose('zh')
    expect(await shown()).toEqual(['zh-Hans'])
    await choose('en')
    expect(await shown()).toEqual(['en'])
    await page.reload()
    await page.keyboard.press('Tab')
    const outline = `getComputedStyle(document.querySelector('label[for="show-en"]')).outlineStyle`
    expect(await page.evaluate(outline)).toBe('solid')
    await page.keyboard.press('ArrowLeft')
    expect(await shown()).toEqual(['zh-Hans'])
    await page.keyboard.press('ArrowRight')
    expect(await shown()).toEqual(['en'])
  })

  test.each(pages.flatMap((name) => (['light', 'dark'] as const).map((colorScheme) => ({ name, colorScheme }))))(
    'axe finds nothing in $name, $colorScheme, in either language (WCAG 2 A and AA)',
    async ({ name, colorScheme }) => {
      await open(name, { colorScheme })
      // By evaluation, since the page allows no script.
      await page.evaluate(axe.source)
      for (const language of languages) {
        await choose(language)
        expect(await page.evaluate(runAxe)).toEqual([])
      }
    },
  )

  test.each(pages)(
    '%s is no wider than a phone, no word of a cell runs into the next, and no column squeezes another',
    async (name) => {
      await open(name, { viewport: phone })
      for (const language of languages) {
        await choose(language)
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width)
        expect(await page.evaluate(overflowing)).toEqual([])
        expect(await page.evaluate(squeezed)).toEqual([])
      }
    },
  )

  test.each([
    ['decided.html', paper.portrait],
    ['open.html', paper.portrait],
    ['long.html', paper.portrait],
    ['review.html', paper.landscape],
  ] as const)(
    '%s prints whole: nothing wider than the paper, nothing that cannot break longer than it',
    async (name, size) => {
      await open(name, { viewport: size, colorScheme: 'dark' })
      for (const language of languages) {
        await page.emulateMedia({ media: 'screen' })
        await choose(language)
        await page.emulateMedia({ media: 'print' })
        expect(await shown()).toHaveLength(1)
        expect(await page.locator('.languages:visible').count()).toBe(0)
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(size.width)
        expect(await page.evaluate(overflowing)).toEqual([])
        expect(await page.evaluate(`(${unbreakable})(${size.height})`)).toEqual([])
        expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(0, 0, 0)')
        const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' })
        expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      }
    },
  )
})

/** What axe objects to, and where. */
const runAxe = `axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa'] }, preload: false })
  .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target.join(' ')).join(', ')))`

/** Cells, boxes and lines whose content is wider than they are, as text runs out of them or is cut off. */
const overflowing = `[...document.querySelectorAll('td, th, .path div, .lines div, p, h1, h2, .verdict')]
  .filter((one) => one.checkVisibility() && one.scrollWidth > Math.ceil(one.getBoundingClientRect().width))
  .map((one) => one.textContent.slice(0, 60))`

/** Heads of columns of which another column has left a letter or two a line. */
const squeezed = `[...document.querySelectorAll('th')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 2.5 * parseFloat(getComputedStyle(one).lineHeight))
  .map((one) => one.textContent)`

/** What paper would cut through: drawings, and boxes that browsers do not break, longer than a sheet. */
const unbreakable = `(height) => [...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > height)
  .filter((one) => { const { overflowX, overflowY, display, breakInside } = getComputedStyle(one)
    return one.matches('svg, img, canvas, object, iframe') || display.startsWith('inline-') || breakInside === 'avoid'
      || overflowX !== 'visible' || overflowY !== 'visible' })
  .map((one) => one.tagName + ' ' + one.className)`
