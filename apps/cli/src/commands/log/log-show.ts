import { type Entry, entryDigest, readEntry, webHashing, writeVerifierKey } from '@feiyu/evidence'
import type { LogView } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { grouped } from '../../output/figures.ts'
import { partyText } from '../../output/party-text.ts'
import { table } from '../../output/table.ts'
import { printable } from '../../output/width.ts'
import { type DeniedNames, deniedNames } from './denied-names.ts'
import { entrySummary } from './entry-summary.ts'
import { readHomeLog } from './home-log.ts'
import type { logShowFlags } from './log.flags.ts'

type Flags = FlagValues<typeof logShowFlags>

interface Shown {
  readonly index: number
  readonly digest: string
  readonly entry: Entry
  /** With `--names`, what a denial commits to. */
  readonly names?: DeniedNames
}

/** Entries that are shown where nobody asks for others. */
const newest = 20

/** Prints entries of the log and the checkpoint that they stand under. */
export async function runLogShow(context: Context, flags: Flags): Promise<ExitCode> {
  const { out, say } = context
  refuseNoId(flags)
  const view = await readHomeLog(context)
  const { size, root } = view.tree
  const to = flags.to ?? size
  const isFiltered = flags.kind !== undefined || flags.permit !== undefined
  const from = flags.from ?? (isFiltered ? 0 : Math.max(0, to - newest))
  const entries = await entriesOf(context, view, { from, to }, flags)
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
        entries.map(({ index, entry, names }) => [
          String(index),
          entry.at,
          say.log.kinds[entry.kind],
          printable([entrySummary(entry, say), ...namesText(context, names)].join(' · ')),
        ]),
        { width: out.width, heading: out.paint.faint },
      ),
    )
  }
  if (entries.length === 0 && flags.permit !== undefined)
    out.report(`\n${say.log.noneOfPermit(printable(flags.permit))}`)
  if (entries.length < size) out.report(`\n${out.paint.faint(say.log.more(grouped(entries.length), grouped(size)))}`)
  return exitCode.ok
}

/** Those that are asked for; of the whole log the newest. */
async function entriesOf(
  context: Context,
  view: LogView,
  { from, to }: { readonly from: number; readonly to: number },
  flags: Flags,
): Promise<readonly Shown[]> {
  const most = flags.from === undefined && flags.to === undefined ? newest : Number.POSITIVE_INFINITY
  const chosen: { readonly index: number; readonly bytes: Uint8Array<ArrayBuffer>; readonly entry: Entry }[] = []
  let index = from
  for await (const bytes of view.entries(from, to)) {
    const entry = readEntry(bytes)
    if (isAskedFor(entry, flags)) chosen.push({ index, bytes, entry })
    if (chosen.length > most) chosen.shift()
    index++
  }
  return await Promise.all(
    chosen.map(async ({ index: place, bytes, entry }) => ({
      index: place,
      digest: await webHashing(entryDigest(bytes)),
      entry,
      ...(flags.names === true && entry.kind === 'deny'
        ? { names: await deniedNames(context, place, entry.body) }
        : {}),
    })),
  )
}

/** @throws UsageError for a beginning that no id can have: its answer would look like that of a permit without entries */
function refuseNoId({ permit }: Flags): void {
  if (permit === undefined || /^(?:sha256:)?[0-9a-f]{1,64}$/.test(permit)) return
  throw new UsageError(
    'FEIYU_USAGE_NOT_AN_ID',
    `\`--permit\` cannot be \`${permit}\`; write the id of a permit or its beginning, in hexadecimal as reports show it`,
  )
}

function isAskedFor(entry: Entry, { kind, permit }: Flags): boolean {
  if (kind !== undefined && entry.kind !== kind) return false
  // The beginning of an id is enough, as reports show it.
  const wanted = permit?.startsWith('sha256:') === false ? `sha256:${permit}` : permit
  return wanted === undefined || (entry.kind !== 'deny' && entry.body.permit?.startsWith(wanted) === true)
}

function namesText({ say }: Context, names: DeniedNames = {}): readonly string[] {
  return Object.entries(names).map(
    ([name, value]) => `${say.verify.disclosed[name] ?? name}${say.terms.colon}${partyText(value)}`,
  )
}
