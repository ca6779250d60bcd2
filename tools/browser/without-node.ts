/**
 * `node without-node.ts` with a job on standard input: takes everything away that a browser does not have, loads the
 * bundle, decides, and writes the canonical JSON of each answer on a line.
 */
import { readFileSync, writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** What the parent asks for. */
export interface Job {
  /** Path of the first file of the bundle. */
  readonly entry: string
  readonly packs: readonly Readonly<Record<string, string>>[]
  readonly cases: readonly { readonly facts: unknown; readonly asOf: string }[]
}

interface Bundle {
  createLaw(packs: readonly unknown[]): unknown
  loadPack(files: Readonly<Record<string, string>>): Promise<unknown>
  decide(law: unknown, facts: unknown, options: { readonly asOf: string; readonly explain: boolean }): unknown
  explain(law: unknown, facts: unknown, options: { readonly asOf: string }): unknown
}

// The parent is our own test, which writes exactly a job.
const job = JSON.parse(readFileSync(0, 'utf8')) as Job
const write = (text: string) => writeSync(1, text)
const address = pathToFileURL(job.entry).href

for (const name of ['process', 'Buffer', 'global', 'setImmediate', 'clearImmediate', 'navigator'])
  Reflect.deleteProperty(globalThis, name)
const load = new Function('name', 'return import(name)') as (name: string) => Promise<Bundle>
const law = await load(address)
const packs = law.createLaw(await Promise.all(job.packs.map((files) => law.loadPack(files))))
for (const { facts, asOf } of job.cases) {
  const answer = law.decide(packs, facts, { asOf, explain: true })
  write(`${JSON.stringify({ answer, explanation: law.explain(packs, facts, { asOf }) })}\n`)
}
