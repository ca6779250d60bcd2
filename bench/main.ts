/** `npm run bench [-- --only NAME] [--runs N] [--json FILE]`: exits 1 when a figure misses what is asked for. */
import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { type Bench, type BenchResult, holds } from './bench.ts'
import { decisions } from './decisions/decisions.ts'
import { evidence } from './evidence/evidence.ts'
import { gateAndScan } from './gate/gate-and-scan.ts'
import { impact } from './impact/impact.ts'
import { thisMachine } from './machine.ts'
import { reportOf } from './report.ts'
import { scanAndDuckDb } from './scan/scan-and-duckdb.ts'
import { scanAndRead } from './scan/scan-and-read.ts'
import { scanMemory } from './scan/scan-memory.ts'
import { tally } from './tally/tally.ts'

const benches: readonly Bench[] = [
  scanAndRead,
  scanAndDuckDb,
  scanMemory,
  gateAndScan,
  evidence,
  tally,
  decisions,
  impact,
]
const { values } = parseArgs({
  options: { only: { type: 'string' }, runs: { type: 'string', default: '5' }, json: { type: 'string' } },
})
const runs = Number(values.runs)
const chosen = benches.filter(({ name }) => values.only === undefined || name === values.only)
if (chosen.length === 0 || !Number.isSafeInteger(runs) || runs < 1) {
  console.error(
    `usage: npm run bench [-- --only ${benches.map(({ name }) => name).join('|')}] [--runs 5] [--json FILE]`,
  )
  process.exit(2)
}

const machine = thisMachine()
console.log(`${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.system}`)
console.log(`medians of ${runs} interleaved runs after one to warm up\n`)

const results: Record<string, BenchResult> = {}
const missed: string[] = []
for (const { name, about, run } of chosen) {
  console.log(`${name}: ${about}`)
  try {
    const result = await run(runs, (text) => console.error(text))
    results[name] = result
    missed.push(...result.figures.filter((figure) => !holds(figure)).map(({ what }) => what))
    console.log(reportOf(result))
  } catch (error) {
    // The figures of the others took minutes; they are not lost with this one.
    console.error(error)
    missed.push(`${name} broke`)
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, runs, results }, null, 2)}\n`)
if (missed.length > 0) {
  console.log(`missed: ${missed.join('; ')}`)
  process.exitCode = 1
}
