import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findingsOf } from './findings.ts'

/** Where the product may hold such a thing, how often, and why no decision rests on it. */
export interface Exception {
  readonly file: string
  readonly count: number
  readonly why: string
}

/** Packages whose answers have to be the same everywhere. */
const folders = ['packages/law/src', 'packages/core/src']

/** Everything that is known and argued for. A decision never reads a clock and never sees these texts. */
export const exceptions: readonly Exception[] = [
  { file: 'packages/core/src/clock.ts', count: 1, why: 'the one clock; law gets its day as an argument' },
  {
    file: 'packages/law/src/engine/regime.ts',
    count: 1,
    why: 'half way between two bounds of a percentage, only to have a value between them; exact in IEEE 754',
  },
  { file: 'packages/law/src/search/search-law.ts', count: 1, why: 'search finds texts and decides nothing' },
  { file: 'packages/law/src/search/tokens.ts', count: 1, why: 'search finds texts and decides nothing' },
]

/** What stands in the product code of the packages and has no exception, `file:line what`. */
export function checkDeterminism(root: string, allowed: readonly Exception[]): readonly string[] {
  const files = folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.test.ts') && !path.split('/').includes('testing'))
    .sort()
  const found = files.map((file) => ({ file, findings: findingsOf(file, readFileSync(join(root, file), 'utf8')) }))
  const objections = found.flatMap(({ file, findings }) => {
    const count = allowed.find((exception) => exception.file === file)?.count ?? 0
    return findings.length === count ? [] : findings.map(({ line, what }) => `${file}:${line} ${what}`)
  })
  const stale = allowed.filter(({ file }) => !found.some((one) => one.file === file && one.findings.length > 0))
  return [...objections, ...stale.map(({ file }) => `${file} has an exception and needs none; take it out`)]
}
