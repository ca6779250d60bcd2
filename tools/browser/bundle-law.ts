import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

const root = dirname(dirname(import.meta.dirname))
/** The bundler of Vite, which Vitest brings. */
const rolldown = join(root, 'node_modules/rolldown/bin/cli.mjs')

/** One file of a bundle for browsers. */
export interface BundledFile {
  readonly name: string
  readonly text: string
  readonly gzipBytes: number
}

/**
 * Bundles all that an application imports as `@feiyu/law` for browsers, minified. `entry.js` comes first; the files beside
 * it are what it shares with a part that is loaded later, and that part.
 */
export async function bundleLaw(): Promise<readonly BundledFile[]> {
  const folder = await mkdtemp(join(tmpdir(), 'feiyu-bundle-'))
  try {
    const entry = join(folder, 'entry.js')
    // The address that package.json gives the name, since the entry lies where names lead nowhere.
    const index = fileURLToPath(import.meta.resolve('@feiyu/law'))
    await writeFile(entry, `export * from ${JSON.stringify(index)}\n`)
    const out = join(folder, 'out')
    const args = [entry, '--platform', 'browser', '--format', 'esm', '--minify', '--dir', out]
    await promisify(execFile)(process.execPath, [rolldown, ...args], { cwd: root })
    const files = (await readdir(out)).sort((left, right) => Number(right === 'entry.js') - Number(left === 'entry.js'))
    return await Promise.all(
      files.map(async (name) => {
        const text = await readFile(join(out, name), 'utf8')
        return { name, text, gzipBytes: gzipSync(text, { level: 9 }).length }
      }),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}
