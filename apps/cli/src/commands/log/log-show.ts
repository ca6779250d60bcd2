import { entryDigest, readEntry, webHashing, writeVerifierKey } from '@feiyu/evidence'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { grouped } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { printable } from '../../output/width.ts'
import { entrySummary } from './entry-summary.ts'
import { readHomeLog } from './home-log.ts'
import type { logShowFlags } from './log.flags.ts'

/** Entries that are shown where nobody asks for others. */
const newest = 20

/** Prints entries of the log and the checkpoint that they stand under. */
export async function runLogShow(context: Context, flags: FlagValues<typeof logShowFlags>): Promise<ExitCode> {
  const { out, say } = context
  const view = await readHomeLog(context)
  const { size, root } = view.tree
  const to = flags.to ?? size
  const from = flags.from ?? Math.max(0, to - newest)
  const entries = []
  let index = from
  for await (const bytes of view.entries(from, to)) {
    entries.push({ index: index++, digest: await webHashing(entryDigest(bytes)), entry: readEntry(bytes) })
  }
  out.document({
    origin: view.key.name,
    key: writeVerifierKey(view.key),
    size,
    root: Buffer.from(root).toString('base64'),
    checkpoint: view.checkpoint,
    from,
    to,
    entries,
  })
  if (out.json) return exitCode.ok
  const { columns } = say.log
  out.report(out.paint.strong(printable(view.key.name)))
  out.report(out.paint.faint(say.log.under(grouped(size), Buffer.from(root).toString('base64'))))
  if (entries.length > 0) {
    out.report('')
    out.report(
      table(
        [
          { title: columns.index, align: 'right' },
          { title: columns.at },
          { title: columns.kind },
          { title: columns.about, grow: true },
        ],
        entries.map(({ index, entry }) => [
          String(index),
          entry.at,
          say.log.kinds[entry.kind],
          printable(entrySummary(entry, say)),
        ]),
        { width: out.width, heading: out.paint.faint },
      ),
    )
  }
  if (entries.length < size) out.report(`\n${out.paint.faint(say.log.more(grouped(entries.length), grouped(size)))}`)
  return exitCode.ok
}
