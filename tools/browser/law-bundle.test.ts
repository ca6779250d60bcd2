import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createLaw, decide, explain, loadPack } from '@feiyu/law'
import { beforeAll, expect, test } from 'vitest'
import { allPackFolders } from '../../packages/law/src/testing/pack-folder.ts'
import { randomCase, seededRandom } from '../../packages/law/src/testing/random-facts.ts'
import { edgesOf } from '../imports/edges.ts'
import { type BundledFile, bundleLaw } from './bundle-law.ts'

let files: readonly BundledFile[] = []
beforeAll(async () => {
  files = await bundleLaw()
})

test('law without packs is at most 60 kB for a browser, gzip: all that an application imports', () => {
  expect(files.reduce((sum, file) => sum + file.gzipBytes, 0)).toBeLessThanOrEqual(60_000)
})

test('the bundle imports nothing but its own parts, and names no builtin of Node', () => {
  const own = files.map(({ name }) => `./${name}`)
  for (const { name, text } of files) {
    for (const { target } of edgesOf(name, text)) expect(own).toContain(target)
    expect(text).not.toMatch(/["'`]node:|\brequire\(["'`]/)
  }
})

test('without anything of Node the bundle answers and explains byte for byte as the sources do', async () => {
  const packs = allPackFolders()
  const law = createLaw(await Promise.all(packs.map((pack) => loadPack(pack))))
  const random = seededRandom(4)
  const cases = Array.from({ length: 200 }, () => randomCase(law, random))
  const folder = await mkdtemp(join(tmpdir(), 'feiyu-bundle-'))
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
    for (const { name, text } of files) await writeFile(join(folder, name), text)
    const ran = spawnSync(process.execPath, [join(import.meta.dirname, 'without-node.ts')], {
      input: JSON.stringify({ entry: join(folder, 'entry.js'), packs, cases }),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
    expect(ran.stderr).toBe('')
    const lines = ran.stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(cases.length)
    for (const [index, { facts, asOf }] of cases.entries()) {
      const own = { answer: decide(law, facts, { asOf, explain: true }), explanation: explain(law, facts, { asOf }) }
      expect(lines[index]).toBe(JSON.stringify(own))
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
