import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { signatureText } from '../../output/signature-words.ts'
import { table } from '../../output/table.ts'
import { readPacks } from '../../packs/read-packs.ts'
import { releasedPacks } from '../../packs/released-packs.ts'
import type { packsListFlags } from './packs.flags.ts'

/** Prints which packs there are; `packs show` and `--json` say the rest, their digests among it. */
export async function runPacksList(context: Context, flags: FlagValues<typeof packsListFlags>): Promise<ExitCode> {
  if (flags.released === true) return listReleased(context)
  const { out, say, language } = context
  const packs = await readPacks(context)
  out.document({
    packs: packs.map((pack) => ({
      id: pack.id,
      version: pack.version,
      title: pack.title,
      jurisdiction: pack.jurisdiction,
      from: pack.from,
      instruments: pack.instruments.size,
      facts: pack.facts.length,
      rules: pack.rules.length,
      reviewers: pack.reviewers,
      signatures: pack.signatures,
      digest: pack.digest,
    })),
  })
  const { columns } = say.packs
  out.report(
    table(
      [
        { title: columns.id },
        { title: columns.version },
        { title: columns.title, grow: true },
        { title: columns.from },
        { title: columns.rules, align: 'right' },
        { title: say.law.signatures.column },
      ],
      packs.map((pack) => [
        pack.id,
        pack.version,
        language === 'zh' ? pack.title.zh : pack.title.en,
        pack.from,
        String(pack.rules.length),
        signatureText(context, pack),
      ]),
      { width: out.width, heading: out.paint.faint },
    ),
  )
  return exitCode.ok
}

/** Those that were released, by the name under which `impact` and `shadow` know them. */
async function listReleased({ out, language, packsFolder }: Context): Promise<ExitCode> {
  const packs = await releasedPacks({ packsFolder })
  const rows = packs.map(({ id, version, title, digest }) => ({ name: `${id}@${version}`, id, version, title, digest }))
  out.document({ released: rows })
  for (const { name, title, digest } of rows) {
    out.report(`${name}  ${title[language]}`)
    out.report(`  ${out.paint.faint(digest)}`)
  }
  return exitCode.ok
}
