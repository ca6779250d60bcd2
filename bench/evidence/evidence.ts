import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLog, nodeDisk, openLog, openLogForReading } from '@feiyu/gate'
import type { Bench, Line } from '../bench.ts'
import { interleave, median } from '../measure.ts'
import { HashChain } from './hash-chain.ts'
import { writeLargeLog } from './large-log.ts'
import { closedLoop, type Load } from './load.ts'
import { newSigner, permitEntries } from './material.ts'
import { type PrivatePostgres, startPostgres } from './private-postgres.ts'

const inFlight = 1024
const chainClients = 16
const largeLog = 1_000_000
const tmpfs = 0x01021994

/** Entries made durable and published under a signed checkpoint, beside a hash chain in PostgreSQL; proofs from a large log. */
export const evidence: Bench = {
  name: 'evidence',
  about:
    'entries signed, durable and published on files, beside one PostgreSQL hash chain; proofs at 1,000,000 entries',
  async run(runs, say) {
    const folder = mkdtempSync(join(tmpdir(), 'feiyu-bench-'))
    if (statfsSync(folder).type === tmpfs)
      say(`${tmpdir()} is in memory: fsync costs nothing there; set TMPDIR to a disk`)
    try {
      await using server = await startPostgres(folder)
      if (server === undefined) say('no PostgreSQL in /usr/lib/postgresql: the hash chain is left out')
      const loads = await writing(folder, server, runs)
      const proofs = await proving(folder, runs, say)
      const published = loads[publishedAtOnce] ?? []
      return {
        lines: [
          ...Object.entries(loads).map(([name, load]) => lineOf(name, load)),
          lineOf('proof, one at a time', proofs),
        ],
        figures: [
          {
            what: `published at ${inFlight} in flight`,
            value: median(published.map(({ perSecond }) => perSecond)),
            unit: ' entries/s',
            bound: 'least',
            limit: 10_000,
          },
          {
            what: `published at ${inFlight} in flight, p99`,
            value: median(published.map(({ p99Ms }) => p99Ms)),
            unit: ' ms',
            bound: 'most',
            limit: 250,
          },
          {
            what: `proof at ${largeLog} entries, p99`,
            value: median(proofs.map(({ p99Ms }) => p99Ms)),
            unit: ' ms',
            bound: 'most',
            limit: 20,
          },
        ],
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const publishedAtOnce = `published, ${inFlight} in flight`

async function writing(
  folder: string,
  server: PrivatePostgres | undefined,
  runs: number,
): Promise<Readonly<Record<string, readonly Load[]>>> {
  await using signer = newSigner('bench.example/log')
  const entries = permitEntries(20_000)
  const disk = nodeDisk(folder)
  await createLog(disk, 'log', signer)
  await using log = await openLog(disk, 'log', signer)
  const append = (step: 'durable' | 'published', clients: number, count: number) => () =>
    closedLoop(clients, count, (number) => log.append(entries[number]!)[step])
  const contenders = {
    [publishedAtOnce]: append('published', inFlight, entries.length),
    [`durable, ${inFlight} in flight`]: append('durable', inFlight, entries.length),
    'published, one at a time': append('published', 1, 200),
  }
  if (server === undefined) return interleave(contenders, runs)
  await using chain = await HashChain.open(server, chainClients)
  const named = `PostgreSQL ${server.version.split(' ')[0]} chain`
  return await interleave(
    {
      ...contenders,
      [`${named}, ${chainClients} clients`]: () => chain.load(chainClients, entries.slice(0, 2000)),
      [`${named}, one at a time`]: () => chain.load(1, entries.slice(0, 500)),
    },
    runs,
  )
}

async function proving(folder: string, runs: number, say: (text: string) => void): Promise<readonly Load[]> {
  const large = join(folder, 'large')
  mkdirSync(large)
  say(`writing a log of ${largeLog} entries …`)
  await writeLargeLog(large, largeLog)
  // Two gigabytes on their way to the disk are not what a proof waits for.
  execFileSync('sync')
  const view = await openLogForReading(nodeDisk(large), '.')
  // A prime step visits places all over the log.
  const prove = () => closedLoop(1, 1000, (number) => view.prove((number * 7_368_787) % largeLog))
  return (await interleave({ prove }, runs)).prove
}

function lineOf(name: string, loads: readonly Load[]): Line {
  const middle = (pick: (load: Load) => number) => median(loads.map(pick))
  const rate = Math.round(middle(({ perSecond }) => perSecond)).toLocaleString('en-US')
  const ms = (value: number) => value.toPrecision(3)
  return {
    name,
    median: `${rate}/s, p50 ${ms(middle(({ p50Ms }) => p50Ms))} ms, p99 ${ms(middle(({ p99Ms }) => p99Ms))} ms`,
    runs: loads.map(({ perSecond }) => perSecond),
  }
}
