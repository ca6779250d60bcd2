/**
 * `npm run soak [-- --only NAME] [--seed N] [--count N]`: the full counts that the issues ask for. Each soak writes its report to
 * docs/soak/NAME.json; a number that is not in a committed report is not claimed.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { bookSimulation } from './soaks/book-simulation.ts'
import { crossKills } from './soaks/cross-kills.ts'
import { crossingSimulation } from './soaks/crossing-simulation.ts'
import { lawAgreement } from './soaks/law-agreement.ts'
import { lawTables } from './soaks/law-tables.ts'
import { logSimulation } from './soaks/log-simulation.ts'

const soaks = [lawAgreement, lawTables, logSimulation, bookSimulation, crossingSimulation, crossKills]
const folder = new URL('../docs/soak/', import.meta.url)

const { values } = parseArgs({
  options: { only: { type: 'string' }, seed: { type: 'string', default: '20261123' }, count: { type: 'string' } },
})
const count = values.count === undefined ? undefined : Number(values.count)
const chosen = soaks.filter((soak) => values.only === undefined || soak.name === values.only)
if (chosen.length === 0)
  throw new Error(`no soak is called \`${values.only}\`; known: ${soaks.map((soak) => soak.name).join(', ')}`)

for (const soak of chosen) {
  const started = Date.now()
  // Taken before: a long run outlives the next commit.
  const ran = commit()
  process.stdout.write(`${soak.name}: ${soak.asks}\n`)
  const { counts, finds } = await soak.run(Number(values.seed), (line) => process.stdout.write(`  ${line}\n`), count)
  const report = {
    name: soak.name,
    asks: soak.asks,
    seed: Number(values.seed),
    commit: ran,
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryGib: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    seconds: Math.round((Date.now() - started) / 1000),
    counts,
    finds,
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL(`${soak.name}.json`, folder), `${JSON.stringify(report, null, 2)}\n`)
  process.stdout.write(
    `  ${finds.length === 0 ? 'nothing found' : `${finds.length} found`}; docs/soak/${soak.name}.json\n`,
  )
  if (finds.length > 0) process.exitCode = 1
}

/** The commit that ran, with a mark when files differ from it. */
function commit(): string {
  const git = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  const dirty =
    git('status', '--porcelain', '--', 'packages', 'packs', 'apps', 'tools') === '' ? '' : ' with uncommitted changes'
  return `${git('rev-parse', 'HEAD')}${dirty}`
}
