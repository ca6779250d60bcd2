/** `node tools/run.mjs tools/release/main.ts`: keeps the packs and the golden decisions of this version under `releases/`. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { releasePacks } from './release-packs.ts'

const root = dirname(dirname(import.meta.dirname))
const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : null
if (typeof version !== 'string') throw new TypeError('package.json names no version')
const { packs, decisions } = await releasePacks(join(root, 'releases'), version)
console.log(`${packs} packs, ${decisions} golden decisions of ${version}`)
