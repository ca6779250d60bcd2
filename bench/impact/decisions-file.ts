import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Random } from '../../tools/samples/random.ts'
import { statedCases } from '../decisions/facts.ts'

const folder = join(import.meta.dirname, '..', 'data')

/**
 * A file of recorded decisions, made once: the flows of `statedCases`, each with a number of persons of its own, so that
 * hardly two records are the same.
 */
export async function decisionsFile(count: number, say: (text: string) => void): Promise<string> {
  const path = join(folder, `decisions-${generatorDigest()}-${count}.ndjson`)
  if (existsSync(path)) return path
  say(`writing ${path}`)
  mkdirSync(folder, { recursive: true })
  const random = new Random(11)
  const cases = statedCases(20_000, 7)
  await using file = await open(`${path}.part`, 'w')
  for (let done = 0; done < count; done += cases.length) {
    const lines = cases.slice(0, count - done).map(({ facts, asOf }, index) => {
      const own = { ...facts, ordinary_ytd: random.between(0, 3_000_000) }
      return `${JSON.stringify({ id: `flow-${done + index}`, facts: own, asOf })}\n`
    })
    await file.appendFile(lines.join(''))
  }
  renameSync(`${path}.part`, path)
  return path
}

/** A file of an earlier state of the generator is not taken for one of this. */
function generatorDigest(): string {
  const hash = createHash('sha256')
  for (const source of ['decisions-file.ts', '../decisions/facts.ts'])
    hash.update(readFileSync(join(import.meta.dirname, source)))
  return hash.digest('hex').slice(0, 12)
}
