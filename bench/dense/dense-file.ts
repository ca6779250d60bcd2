import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import type { DensePeople } from './dense-rows.ts'

const root = dirname(dirname(import.meta.dirname))
const folder = join(root, 'bench', 'data')

/** People drawn at random for each row. */
const drawnPeople: DensePeople = { count: 400_000, allAtFirst: false }

/** A dense CSV of about so many megabytes, made once for each state of its generator and kept under bench/data. */
export async function denseFile(megabytes: number, say: (text: string) => void, people = drawnPeople): Promise<string> {
  const { count, allAtFirst } = people
  const path = join(folder, `dense-${generatorDigest()}-${megabytes}mb-${count}${allAtFirst ? '-all' : ''}.csv`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  removeStale()
  say(`writing ${path} …`)
  const writer = join(import.meta.dirname, 'write-dense.ts')
  const args = [writer, path, String(megabytes * 10 ** 6), String(count), allAtFirst ? 'all' : 'drawn']
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', resolve)
  })
  if (code !== 0) throw new Error(`the generator of \`${path}\` ended with ${code}`)
  return path
}

export function megabytesOf(path: string): number {
  return statSync(path).size / 10 ** 6
}

/** Files of an earlier state of the generator are of no use to anybody. */
function removeStale(): void {
  for (const name of globSync('dense-*', { cwd: folder })) {
    if (!name.startsWith(`dense-${generatorDigest()}-`)) rmSync(join(folder, name))
  }
}

function generatorDigest(): string {
  const hash = createHash('sha256')
  for (const source of globSync(['bench/dense/*.ts', 'tools/samples/*.ts'], { cwd: root }).sort()) {
    if (!source.endsWith('.test.ts')) hash.update(readFileSync(join(root, source)))
  }
  return hash.digest('hex').slice(0, 12)
}
