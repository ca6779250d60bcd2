/**
 * `npm run conformance:evidence [-- --entries N] [--seed N]`: writes a log with openLog of packages/gate and has it
 * checked by code that is not ours: Go's golang.org/x/mod/sumdb/{tlog,note} and @sigstore/verify, both unmodified. Then
 * turns single bits everywhere, each of which ours must refuse, and theirs wherever they look at it. Exits 1 when
 * something does not hold, 3 when all holds but Go is not there to look.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { auditLog, type VerifierKey, writeVerifierKey } from '@feiyu/evidence'
import { Random } from '../../samples/random.ts'
import { chooseFlips, type Flip, turnedBytes } from './flips.ts'
import { type GoFlip, goVersion, runGo } from './go-check.ts'
import { hashing, hashingRates, signerOf, type WrittenLog, writeLog } from './log-writer.ts'
import { type Material, takeMaterial } from './material.ts'
import { sameToGo } from './notes.ts'
import { weRefuse } from './our-check.ts'
import { holds } from './proofs.ts'
import { SigstoreCheck, sameToSigstore } from './sigstore.ts'

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '100003' }, seed: { type: 'string', default: '20261123' } },
})
const seed = Number(values.seed)
const folder = mkdtempSync(join(tmpdir(), 'feiyu-conformance-'))
const problems: string[] = []
try {
  await conform()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const problem of problems) say(`FAIL  ${problem}`)
const goIsThere = goVersion() !== undefined
if (!goIsThere) say('Go was not found: tiles, notes and proofs were NOT checked by golang.org/x/mod; install Go ≥ 1.25')
process.exitCode = problems.length > 0 ? 1 : goIsThere ? 0 : 3

async function conform(): Promise<void> {
  const signer = signerOf('conformance.example/port', seed)
  const random = new Random(seed)
  const logFolder = join(folder, 'log')
  mkdirSync(logFolder)
  const log = await writeLog(logFolder, Number(values.entries), signer, seed)
  await sayWritten(log)
  const material = await takeMaterial(log, signer.key, random, { proofs: 500, receipts: 200 })

  await ours(material, signer.key)
  const flips = chooseFlips(material, random)
  const goRefused = goes(log, material, signer.key, flips)
  const sigstore = new SigstoreCheck(signer.key)
  const refusals = material.bundles.map((bundle) => sigstore.refusal(bundle))
  for (const refusal of refusals)
    if (refusal !== undefined) problems.push(`@sigstore/verify refuses a bundle: ${refusal}`)
  say(`@sigstore/verify: ${refusals.length} bundles of ${material.receipts.length} receipts verified`)
  await turn(flips, material, signer.key, goRefused, sigstore)
}

async function sayWritten({ folder: written, size, paths, checkpoints, seconds }: WrittenLog): Promise<void> {
  const perSecond = (rate: number) => `${Math.round(rate).toLocaleString('en')} entries/s`
  const { tiles, plain } = await hashingRates(written, size)
  say(`log: ${size.toLocaleString('en')} entries, ${paths.length} files, ${checkpoints.length} signed checkpoints kept`)
  say(`  written by openLog of @feiyu/gate: signed, durable and published ${perSecond(size / seconds.write)};`)
  say(`  hashed into tiles ${perSecond(tiles)}, ${(tiles / plain).toFixed(2)}× plain SHA-256 (${perSecond(plain)})`)
}

async function ours({ reader, tree, proofs }: Material, key: VerifierKey): Promise<void> {
  const start = performance.now()
  let faults = 0
  for await (const { path, message } of auditLog({ reader, tree, key, hashing })) {
    if (faults++ < 5) problems.push(`our audit: ${path}: ${message}`)
  }
  const wrong = proofs.filter((proof) => !holds(proof, tree)).length
  if (wrong > 0) problems.push(`${wrong} of our own proofs do not hold`)
  const seconds = (performance.now() - start) / 1000
  say(
    `ours: every tile, leaf, entry and signature audited in ${seconds.toFixed(1)} s, ${faults} faults; ${proofs.length} proofs`,
  )
}

/** Runs the Go program; by flip whether it refused, `undefined` where it was not asked. */
function goes(
  log: WrittenLog,
  material: Material,
  key: VerifierKey,
  flips: readonly Flip[],
): readonly (boolean | undefined)[] {
  const version = goVersion()
  if (version === undefined) return flips.map(() => undefined)
  const start = performance.now()
  const asked = flips.flatMap((flip, place) => {
    const { kind, path, bit } = flip
    const goFlip: GoFlip | undefined =
      kind === 'receipt' || kind === 'bundle' ? undefined : { kind, path, proof: flip.place, bit }
    return goFlip === undefined ? [] : [{ place, goFlip }]
  })
  const report = runGo(
    {
      folder: log.folder,
      verifierKey: writeVerifierKey(key),
      checkpoints: log.checkpoints,
      proofs: material.proofs,
      flips: asked.map(({ goFlip }) => goFlip),
    },
    folder,
  )
  if (report.problem !== undefined) problems.push(`Go: ${report.problem}`)
  if (report.leaves !== log.size || report.entries !== log.size) problems.push('Go did not see every entry')
  say(
    `Go (${version.replace('go version ', '')}; x/mod sumdb/tlog and note): ${log.checkpoints.length} checkpoints, ${report.leaves.toLocaleString('en')} leaves and`,
  )
  say(
    `  entries, ${report.inclusions} inclusion and ${report.consistency} consistency proofs, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  )
  const accepted = new Set(report.notRefused.map((at) => asked[at]!.place))
  const places = new Set(asked.map(({ place }) => place))
  return flips.map((_, place) => (places.has(place) && report.problem === undefined ? !accepted.has(place) : undefined))
}

/** Every turned bit: ours must refuse it, and each of theirs unless to it nothing has changed. */
async function turn(
  flips: readonly Flip[],
  material: Material,
  key: VerifierKey,
  goRefused: readonly (boolean | undefined)[],
  sigstore: SigstoreCheck,
): Promise<void> {
  const tables = new Map<string, { turned: number; ours: number; go: number; sigstore: number; unseen: number }>()
  for (const [place, flip] of flips.entries()) {
    const row = tables.get(flip.kind) ?? { turned: 0, ours: 0, go: 0, sigstore: 0, unseen: 0 }
    tables.set(flip.kind, row)
    row.turned++
    const where = `bit ${flip.bit} of ${flip.kind} ${flip.path || flip.place}`
    const our = await weRefuse(flip, material, key)
    if (our === true) row.ours++
    if (our === false) problems.push(`${where}: accepted by ours`)

    const note = turnedText(material.checkpoint, flip.bit)
    if (goRefused[place] === true) row.go++
    if (goRefused[place] === false) {
      if (flip.kind === 'checkpoint' && sameToGo(material.checkpoint, note)) row.unseen++
      else problems.push(`${where}: accepted by Go`)
    }
    const original = flip.kind === 'bundle' ? material.bundles[flip.place] : undefined
    if (original === undefined) continue
    const text = turnedText(original, flip.bit)
    if (sigstore.refusal(text) !== undefined) row.sigstore++
    else if (sameToSigstore(original, text)) row.unseen++
    else problems.push(`${where}: accepted by @sigstore/verify`)
  }
  say(`${flips.length} single bits turned (seed ${seed}): refused by`)
  say('              turned    ours      Go  sigstore  the same to them')
  for (const [kind, row] of tables) {
    const cells = [row.turned, row.ours, row.go, row.sigstore, row.unseen]
    const widths = [8, 8, 8, 10, 10]
    say(`  ${kind.padEnd(10)}${cells.map((cell, at) => String(cell || '–').padStart(widths[at]!)).join('')}`)
  }
}

/** A bit may break the UTF-8; the reader that is handed a text then sees a replacement character. */
function turnedText(text: string, bit: number): string {
  const bytes = Buffer.from(text)
  return bit < bytes.length * 8 ? Buffer.from(turnedBytes(bytes, bit)).toString('utf8') : text
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
