import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkImports, type ImportReport } from './check.ts'
import { importTable, type Row } from './table.ts'

const table: Readonly<Record<string, Row>> = {
  core: { folder: 'packages/core', packages: [], entries: [], browser: true, manifest: true, reaches: [] },
  law: { folder: 'packages/law', packages: ['core'], entries: ['packs'], browser: true, manifest: true, reaches: [] },
  formats: {
    folder: 'packages/formats',
    packages: ['core', 'law'],
    entries: [],
    browser: false,
    manifest: true,
    reaches: [],
  },
  cli: { folder: 'apps/cli', packages: ['core', 'law'], entries: [], browser: false, manifest: true, reaches: [] },
  server: { folder: 'apps/server', packages: ['core'], entries: [], browser: false, manifest: true, reaches: [] },
  tools: { folder: 'tools', packages: ['core'], entries: [], browser: false, manifest: false, reaches: ['bench/data'] },
}

/** One good tree; the files named `bad-…` hold one bad edge each. */
const files: Readonly<Record<string, string>> = {
  'package.json': manifest({}, { vitest: '1', '@duck/db': '1' }),
  'packages/core/package.json': manifest({}),
  'packages/core/src/index.ts': "export { day } from './day.ts'\nexport * from './data.json' with { type: 'json' }",
  'packages/core/src/day.ts': 'export const day = 1',
  'packages/core/src/data.json': '{}',
  'packages/core/src/day.test.ts': "import { readFileSync } from 'node:fs'\nimport { test } from 'vitest'",
  'packages/core/src/testing/real.ts': "import '@duck/db/deep'",
  'packages/core/src/one.ts': "import './two.ts'",
  'packages/core/src/two.ts': "import type { x } from './three.ts'",
  'packages/core/src/three.ts': "export const x = () => import('./one.ts')",
  'packages/core/src/bad-table.ts': "import '@feiyu/law'",
  'packages/core/src/bad-builtin.ts': "const f = 1\nexport { readFileSync } from 'node:fs'",
  'packages/core/src/bad-product.ts': "import './testing/real.ts'",
  'packages/core/src/bad-self.ts': "import '@feiyu/core'",
  'packages/law/package.json': manifest({ '@feiyu/core': '1', yaml: '1' }),
  'packages/law/src/index.ts': "import { day } from '@feiyu/core'\nimport { parse } from 'yaml'",
  'packages/law/src/bad-deep.ts': "import type { day } from '@feiyu/core/src/day.ts'",
  'packages/law/src/bad-leave.ts': "export * from '../../core/src/day.ts'",
  'packages/law/src/bad-extension.ts': "import './index'",
  'packages/law/src/bad-js.ts': "import './index.js'",
  'packages/law/src/bad-missing.ts': "import './absent.ts'",
  'packages/law/src/bad-dynamic.ts': "const f = async (x: string) => import(x)\nawait import('@feiyu/formats')",
  'packages/law/src/bad-type.ts': "export type T = import('@feiyu/formats').T",
  'packages/law/src/bad-npm.ts': "import 'vitest'",
  'packages/law/src/bad-test-npm.test.ts': "import '@other/thing/deep'",
  'packages/law/src/bad-scheme.ts': "import 'https://somewhere.example/x.ts'",
  'packages/formats/package.json': manifest({ '@feiyu/core': '1', '@feiyu/scan': '1' }),
  'packages/formats/src/index.ts': "import { readFileSync } from 'node:fs'\nimport 'node:fs/promises'",
  'packages/formats/src/bad-undeclared.ts': "import '@feiyu/law'",
  'packages/formats/src/bad-plain.ts': "import 'fs'",
  'packages/stray/package.json': manifest({}),
  'apps/cli/package.json': manifest({ '@feiyu/core': '1', '@feiyu/law': '1' }),
  'apps/cli/src/main.ts': "import '@feiyu/law'\nimport '@feiyu/law/packs'",
  'apps/cli/src/bad-entry.ts': "import '@feiyu/core/packs'",
  'apps/cli/src/bad-app.ts': "import '@feiyu/server'",
  'apps/server/package.json': manifest({ '@feiyu/core': '1' }),
  'apps/server/src/main.ts': "// import '@feiyu/law'\nconst text = \"import '@feiyu/law'\"",
  'tools/check.ts': "import '@feiyu/core'\nimport '@duck/db'\nimport '../bench/data/rows.ts'",
  'tools/bad-reach.ts': "import '../bench/main.ts'",
  'bench/data/rows.ts': 'export {}',
  'bench/main.ts': 'export {}',
}

let root: string
let report: ImportReport

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'feiyu-imports-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  report = checkImports(root, table)
})

afterAll(() => rmSync(root, { recursive: true }))

test.each([
  ['a package outside the table', 'packages/core/src/bad-table.ts:1 -> @feiyu/law: outside the import table'],
  ['a path below a package', 'packages/law/src/bad-deep.ts:1 -> @feiyu/core/src/day.ts: below the package'],
  ['an entry that another package has', 'apps/cli/src/bad-entry.ts:1 -> @feiyu/core/packs: below the package'],
  ['a relative path that leaves', 'packages/law/src/bad-leave.ts:1 -> ../../core/src/day.ts: leaves packages/law'],
  ['a folder of the root that the row does not name', 'tools/bad-reach.ts:1 -> ../bench/main.ts: leaves tools'],
  ['a missing extension', 'packages/law/src/bad-extension.ts:1 -> ./index: a relative import ends in .ts'],
  ['the extension of a built file', 'packages/law/src/bad-js.ts:1 -> ./index.js: a relative import ends in .ts'],
  ['a missing file', 'packages/law/src/bad-missing.ts:1 -> ./absent.ts: no such file'],
  [
    'an edge that package.json lacks',
    'packages/formats/src/bad-undeclared.ts:1 -> @feiyu/law: not in packages/formats',
  ],
  ['an npm package not declared', 'packages/law/src/bad-npm.ts:1 -> vitest: not declared in packages/law/package.json'],
  ['the same in a test', 'packages/law/src/bad-test-npm.test.ts:1 -> @other/thing/deep: not declared'],
  ['an app that imports an app', 'apps/cli/src/bad-app.ts:1 -> @feiyu/server: nothing imports an app'],
  ['a Node builtin in the browser', 'packages/core/src/bad-builtin.ts:2 -> node:fs: core must run in a browser'],
  ['a builtin without its scheme', 'packages/formats/src/bad-plain.ts:1 -> fs: write `node:fs`'],
  ['an address', 'packages/law/src/bad-scheme.ts:1 -> https://somewhere.example/x.ts: only relative paths'],
  ['a dynamic import', 'packages/law/src/bad-dynamic.ts:2 -> @feiyu/formats: outside the import table'],
  ['a computed import', 'packages/law/src/bad-dynamic.ts:1 -> (computed): a dynamic import names its target'],
  ['an imported type', 'packages/law/src/bad-type.ts:1 -> @feiyu/formats: outside the import table'],
  ['product code that imports test code', 'packages/core/src/bad-product.ts:1 -> ./testing/real.ts: product code'],
  ['a package that imports itself', 'packages/core/src/bad-self.ts:1 -> @feiyu/core: a package does not import itself'],
  ['a dependency outside the table', 'packages/formats/package.json -> @feiyu/scan: outside the import table'],
  ['a package without a row', 'packages/stray -> import table: no row'],
  [
    'a cycle, through types and dynamic imports too',
    'packages/core/src/one.ts -> packages/core/src/two.ts -> packages/core/src/three.ts -> packages/core/src/one.ts: a cycle',
  ],
])('refuses %s', (_, finding) => {
  expect(report.findings.filter((line) => line.startsWith(finding))).toHaveLength(1)
})

test('finds nothing else in the fixture: the good edges pass', () => {
  const bad = Object.keys(files).filter((path) => path.includes('bad-')).length
  const twoInOneFile = 1
  const withoutFile = ['cycle', 'dependency', 'stray'].length
  expect(report.findings).toHaveLength(bad + twoInOneFile + withoutFile)
})

test('a row without a folder is told', () => {
  const { findings } = checkImports(root, { ...table, stray: row('packages/stray'), gate: row('packages/gate') })
  expect(findings.filter((line) => /gate|stray/.test(line))).toEqual([
    'packages/gate -> import table: listed, but there is no such folder',
  ])
})

test('the table of the house: core imports nothing, only the command line sees law and formats together', () => {
  expect(importTable.core?.packages).toEqual([])
  expect(importTable.formats?.packages).not.toContain('law')
  expect(importTable.scan?.packages).not.toContain('law')
})

function manifest(dependencies: object, devDependencies: object = {}): string {
  return JSON.stringify({ dependencies, devDependencies })
}

function row(folder: string): Row {
  return { folder, packages: [], entries: [], browser: false, manifest: true, reaches: [] }
}
