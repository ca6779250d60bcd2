import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { auditLog, hashingWith, type LogFault, writeVerifierKey } from '@feiyu/evidence'
import { type LogView, nodeDisk, openLogForReading } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { readKey } from '../../inputs/read-key.ts'
import type { FlagValues } from '../../options/flag.ts'
import { grouped } from '../../output/figures.ts'
import { item } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import { readHomeLog } from './home-log.ts'
import type { logAuditFlags } from './log.flags.ts'

const hashing = hashingWith((bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()))

/** Checks every file of a log: of the home, or of a folder that holds a copy of one. Exit 1 when something is not as it was written. */
export async function runLogAudit(context: Context, flags: FlagValues<typeof logAuditFlags>): Promise<ExitCode> {
  const { out, say } = context
  const view =
    flags.folder === undefined
      ? await readHomeLog(context)
      : await openLogForReading(nodeDisk(resolve(flags.folder)), '.')
  const faults = [...(await otherKey(context, view, flags.key)), ...(await faultsOf(view))]
  const { size, root } = view.tree
  out.document({
    ok: faults.length === 0,
    origin: view.key.name,
    key: writeVerifierKey(view.key),
    keyCompared: flags.key !== undefined,
    size,
    root: Buffer.from(root).toString('base64'),
    faults,
  })
  if (out.json) return faults.length === 0 ? exitCode.ok : exitCode.fault
  for (const { path, code } of faults) {
    out.report(item(out, '✗', `${printable(path)}${say.terms.colon}${say.log.faults[code]}`, { paint: out.paint.bad }))
  }
  if (faults.length === 0) {
    out.report(item(out, '✓', say.log.whole(grouped(size), printable(view.key.name)), { paint: out.paint.good }))
    if (flags.key === undefined) out.report(item(out, '!', say.log.keyNotCompared, { paint: out.paint.wary }))
  } else out.report(`\n${out.paint.bad(say.log.faulty(faults.length))}`)
  return faults.length === 0 ? exitCode.ok : exitCode.fault
}

async function faultsOf({ reader, tree, key }: LogView): Promise<readonly LogFault[]> {
  const faults: LogFault[] = []
  for await (const fault of auditLog({ reader, tree, key, hashing })) faults.push(fault)
  return faults
}

/** A folder may bring its own key; whoever knows the log's key says so. */
async function otherKey(context: Context, view: LogView, stated: string | undefined): Promise<readonly LogFault[]> {
  if (stated === undefined || (await readKey(stated, context.stdin)) === writeVerifierKey(view.key)) return []
  return [{ path: 'key', code: 'other-key', message: 'the log is signed by another key than the one that was given' }]
}
