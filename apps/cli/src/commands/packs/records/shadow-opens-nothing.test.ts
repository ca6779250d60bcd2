import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const commands = fileURLToPath(new URL('../../', import.meta.url))

/** Every file that a file reaches by imports, static and dynamic, with its text. */
function reachedFrom(start: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const open = [start]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue
    const text = readFileSync(path, 'utf8')
    found.set(path, text)
    for (const [, target] of text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) open.push(join(dirname(path), target!))
  }
  return found
}

test.each(['check/check.ts', 'cross/cross.ts', 'scan/scan.ts', 'verify/verify.ts'])(
  'nothing that %s reaches knows shadow, comparisons or released packs',
  (name) => {
    const reached = reachedFrom(join(commands, name))
    expect(reached.size).toBeGreaterThan(10)
    for (const [path, text] of reached) {
      expect(path).not.toMatch(/packs\/records|released-packs/)
      expect(text, path).not.toMatch(/ShadowTotals|createComparison|ImpactTotals|createReplayer|readReleasedPack/)
    }
  },
)
