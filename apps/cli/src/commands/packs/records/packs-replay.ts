import { createReplayer, type FindPack, type Replay, readRecord } from '@feiyu/law'
import type { Context } from '../../../context.ts'
import { type ExitCode, exitCode } from '../../../exit-code.ts'
import { readLines } from '../../../inputs/read-lines.ts'
import type { FlagValues } from '../../../options/flag.ts'
import { grouped } from '../../../output/figures.ts'
import { item, section } from '../../../output/section.ts'
import { printable } from '../../../output/width.ts'
import { anyYaml } from '../../../packs/any-yaml.ts'
import { loadFolders, namedPackFolders } from '../../../packs/read-packs.ts'
import { findByDigest } from '../../../packs/released-packs.ts'
import { decisionsPath, noRecord } from './compare-records.ts'
import { recordLines } from './kept-records.ts'
import type { packsReplayFlags } from './records.flags.ts'

const mostShown = 100

/** Derives recorded decisions again, byte for byte, from the packs that they name by digest. */
export async function runPacksReplay(context: Context, flags: FlagValues<typeof packsReplayFlags>): Promise<ExitCode> {
  const { out, say } = context
  const path = decisionsPath(flags.decisions)
  const replay = createReplayer(await finder(context), anyYaml)
  const counts: Record<Replay['kind'], number> = { same: 0, differs: 0, 'other-semantics': 0, 'pack-missing': 0 }
  const others: { readonly id: string; readonly replay: Replay }[] = []
  for await (const { first, lines } of readLines(path, context.stdin)) {
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue
      for (const text of recordLines(line)) {
        const record = readRecord(text, `${path}:${first + index}`)
        const result = await replay(record)
        counts[result.kind] += 1
        if (result.kind !== 'same' && others.length < mostShown)
          others.push({ id: record.id ?? String(first + index), replay: result })
      }
    }
  }
  const decisions = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (decisions === 0) throw noRecord(path)
  out.document({ decisions, ...counts, others })
  const words = say.records
  out.report(words.replayed(grouped(counts.same), grouped(decisions)))
  section(
    out,
    words.notSame,
    others.map(({ id, replay: result }) =>
      item(out, '✗', `${printable(id)}${say.terms.colon}${textOf(context, result)}`, { paint: out.paint.bad }),
    ),
  )
  return counts.same === decisions ? exitCode.ok : exitCode.fault
}

function textOf(context: Context, replay: Replay): string {
  const words = context.say.records.replay
  switch (replay.kind) {
    case 'same':
      return words.same
    case 'differs':
      return words.differs(replay.pathway)
    case 'other-semantics':
      return words.semantics(replay.ours)
    case 'pack-missing':
      return words.packMissing(`${replay.pack.id} ${replay.pack.version}`, replay.pack.digest)
    default:
      return replay satisfies never
  }
}

/** Packs by their digest: those that were released, those that the home keeps, and those of this checkout. */
async function finder(context: Context): Promise<FindPack> {
  const folders = await namedPackFolders(context, undefined)
  const packs = await loadFolders(folders)
  const current = new Map(packs.map((pack, index) => [pack.digest, folders[index]!.files]))
  return async (digest) => (await findByDigest(context, digest)) ?? current.get(digest) ?? null
}
