import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'

const root = dirname(dirname(import.meta.dirname))
const folder = join(root, 'bench', 'data')

/** A dense CSV of about so many megabytes, made once for each state of its generator and kept under bench/data. */
export async function denseFile(megabytes: number, say: (text: string) => void): Promise<string> {
  const path = join(folder, `dense-${generatorDigest()}-${megabytes}mb.csv`)
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  say(`writing ${path} …`)
  const writer = join(import.meta.dirname, 'write-dense.ts')
  const child = spawn(process.execPath, [writer, path, String(megabytes * 10 ** 6)], { stdio: 'inherit' })
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

function generatorDigest(): string {
  const hash = createHash('sha256')
  for (const source of globSync(['bench/dense/*.ts', 'tools/samples/*.ts'], { cwd: root }).sort()) {
    if (!source.endsWith('.test.ts')) hash.update(readFileSync(join(root, source)))
  }
  return hash.digest('hex').slice(0, 12)
}
