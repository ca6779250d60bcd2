import { expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { allPackFolders } from '../testing/pack-folder.ts'
import { seededRandom } from '../testing/random-facts.ts'
import { quickYaml } from './quick-yaml.ts'
import { wholeYaml } from './whole-yaml.ts'
import { plainOf } from './yaml-tree.ts'

const texts = allPackFolders().flatMap((files) => Object.entries(files))

it('reads every file of the packs, value by value and line by line as the library does', () => {
  expect(texts.length).toBeGreaterThan(100)
  for (const [path, text] of texts) {
    const quick = quickYaml(text)
    expect(quick, path).not.toBeNull()
    expect(withoutEmptyLines(quick), path).toEqual(withoutEmptyLines(wholeYaml(path, text)))
  }
})

it('leaves a number in another notation to the library, as a key and as a value', () => {
  for (const number of ['0x1d', '0xBEEF', '0o17', '1e3', '.5', '-0x0a']) {
    expect(quickYaml(`${number}: a\n`), number).toBeNull()
    expect(quickYaml(`a: ${number}\n`), number).toBeNull()
  }
})

it('never reads a broken text, and reads no text in another way than the library', () => {
  const random = seededRandom(11)
  const pieces = [
    ' ',
    '  ',
    '\n',
    ':',
    ': ',
    '- ',
    "'",
    '"',
    '#',
    ' #',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a',
    '*a',
    '|',
    '1',
    '0x1',
    '.5',
    '1e3',
    '~',
    'true',
    '? ',
  ]
  let read = 0
  for (let round = 0; round < 3_000; round++) {
    const [path, whole] = texts[Math.floor(random() * texts.length)]!
    const lines = whole.split('\n')
    const first = Math.floor(random() * Math.max(1, lines.length - 8))
    let text = lines.slice(first, first + 8).join('\n')
    const at = Math.floor(random() * text.length)
    const removed = Math.floor(random() * 3)
    text = text.slice(0, at) + pieces[Math.floor(random() * pieces.length)] + text.slice(at + removed)
    const quick = quickYaml(text)
    if (quick === null) continue
    read++
    const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true, prettyErrors: false })
    expect([...document.errors, ...document.warnings], `${path}\n${text}`).toEqual([])
    expect(plainOf(quick), `${path}\n${text}`).toEqual(plainOf(wholeYaml(path, text)))
  }
  expect(read).toBeGreaterThan(500)
})

/** A value that is not there has no line of its own in the library. */
function withoutEmptyLines(tree: unknown): unknown {
  return JSON.parse(JSON.stringify(tree), (_, value) =>
    typeof value === 'object' && value !== null && value.value === null ? { ...value, line: 0 } : value,
  )
}
