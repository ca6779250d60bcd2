/** `npm run check`: types, format and lint, the import table, the packs. */
import { dirname } from 'node:path'
import process from 'node:process'
import { runSteps } from './steps.ts'

const tsc = 'node_modules/typescript/bin/tsc'
const steps = [
  { name: 'types', args: [tsc, '-p', 'tsconfig.json'] },
  { name: 'types without Node (core, law, scan)', args: [tsc, '-p', 'tsconfig.browser.json'] },
  { name: 'format and lint', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '--colors=off'] },
  { name: 'import table', args: ['tools/imports/main.ts'] },
  { name: 'law: the same answer everywhere', args: ['tools/determinism/main.ts'] },
  { name: 'packs', args: ['apps/cli/src/main.ts', 'packs', 'check'] },
]

const failed = await runSteps(steps, (text) => process.stdout.write(text), dirname(import.meta.dirname))
if (failed.length > 0) {
  process.stdout.write(`failed: ${failed.join(', ')}\n`)
  process.exitCode = 1
}
