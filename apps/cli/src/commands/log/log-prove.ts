import {
  earlierRoot,
  LogError,
  leafHash,
  proveConsistency,
  sigstoreBundle,
  verifyConsistency,
  verifyInclusion,
  webHashing,
  writeLeaf,
  writeVerifierKey,
} from '@feiyu/evidence'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { readHomeLog } from './home-log.ts'
import type { logProveFlags } from './log.flags.ts'

/**
 * Prints the proof that an entry stands in the log: as C2SP tlog-proof for other programs (`extra` is the leaf), or with
 * `--json` together with the entry, also as a Sigstore bundle. A proof that does not hold is never printed.
 */
export async function runLogProve(
  context: Context,
  args: readonly string[],
  { since }: FlagValues<typeof logProveFlags>,
): Promise<ExitCode> {
  const [word] = args
  if (word !== undefined && since === undefined) return proveEntry(context, indexOf(word))
  if (word === undefined && since !== undefined) return proveSince(context, since)
  throw new UsageError('FEIYU_USAGE_PROVE', 'write the place of an entry or `--since SIZE`: one of the two')
}

async function proveEntry(context: Context, index: number): Promise<ExitCode> {
  const { out } = context
  const { key, checkpoint, tree, prove } = await readHomeLog(context)
  const proven = await prove(index)
  const leaf = writeLeaf(proven.leaf)
  const proof = { index, size: tree.size, hashes: proven.hashes }
  if (!(await webHashing(verifyInclusion(proof, await webHashing(leafHash(leaf)), tree.root)))) {
    throw new LogError(
      'FEIYU_LOG_ROOT_DIFFERS',
      `entry \`${index}\` does not lead to the root that the checkpoint signs; restore the log from a copy`,
    )
  }
  const hashes = proven.hashes.map(base64)
  out.document({
    origin: key.name,
    key: writeVerifierKey(key),
    index,
    size: tree.size,
    entry: proven.entry,
    leaf: JSON.parse(new TextDecoder().decode(leaf)),
    hashes,
    checkpoint,
    sigstoreBundle: await sigstoreBundle(proven, checkpoint, key),
  })
  const lines = ['c2sp.org/tlog-proof@v1', `extra ${base64(leaf)}`, `index ${index}`, ...hashes]
  out.report(`${lines.join('\n')}\n\n${checkpoint.trimEnd()}`)
  return exitCode.ok
}

/**
 * Prints the proof that today's log begins with the one of `since` entries that somebody knows (RFC 6962 consistency
 * proof), one hash a line, and the newest checkpoint. A proof that does not hold is never printed.
 */
async function proveSince(context: Context, since: number): Promise<ExitCode> {
  const { out } = context
  const { key, checkpoint, tree, reader } = await readHomeLog(context)
  const [earlier, hashes] = await Promise.all([
    earlierRoot(reader, since, tree.size, webHashing),
    proveConsistency(reader, since, tree.size, webHashing),
  ])
  if (!(await webHashing(verifyConsistency({ size: since, root: earlier }, tree, hashes)))) {
    throw new LogError(
      'FEIYU_LOG_ROOT_DIFFERS',
      `entry \`${since - 1}\` does not lead to the root that the checkpoint signs; restore the log from a copy`,
    )
  }
  const lines = hashes.map(base64)
  out.document({
    origin: key.name,
    key: writeVerifierKey(key),
    since,
    sinceRoot: base64(earlier),
    size: tree.size,
    hashes: lines,
    checkpoint,
  })
  out.report([`since ${since} ${base64(earlier)}`, ...lines, '', checkpoint.trimEnd()].join('\n'))
  return exitCode.ok
}

function indexOf(word: string): number {
  if (/^\d{1,15}$/.test(word)) return Number(word)
  throw new UsageError(
    'FEIYU_USAGE_NOT_AN_INDEX',
    `\`${word}\` is not the place of an entry; \`feiyu log show\` lists them, from 0`,
  )
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
