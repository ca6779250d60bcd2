import { basename, join } from 'node:path'
import { createLaw } from '@feiyu/law'
import { importTable } from '@feiyu/law/packs'
import type { Context } from '../../../context.ts'
import { type ExitCode, exitCode } from '../../../exit-code.ts'
import type { FlagValues } from '../../../options/flag.ts'
import { item } from '../../../output/section.ts'
import { writeReport } from '../../../output/write-report.ts'
import { readPackSigners } from '../../../packs/pack-signers.ts'
import { namedPackFolders, readPack } from '../../../packs/read-packs.ts'
import { findDecision } from './find-decision.ts'
import type { tableImportFlags } from './table.flags.ts'
import { readTable } from './table-file.ts'

/** Puts a table back into its pack. Nothing is written unless every line of it is understood. */
export async function runTableImport(
  context: Context,
  args: readonly string[],
  flags: FlagValues<typeof tableImportFlags>,
): Promise<ExitCode> {
  const { out, say } = context
  const [id = '', question = '', path = ''] = args
  const folders = await namedPackFolders(context, flags.folder)
  const signers = await readPackSigners(context)
  const law = createLaw(await Promise.all(folders.map((one) => readPack(one, signers))))
  const { pack } = findDecision(law, id, question)
  const place = { pack: pack.id, question, file: basename(path) }
  const records = await readTable(path, context.stdin)
  // The folder of a pack need not be called like the pack.
  const own = folders.find((one) => law.packs[folders.indexOf(one)]?.id === pack.id)
  if (own === undefined) throw new TypeError('a pack that was read has a folder')
  const imported = importTable(law, own.files, place, records)
  const isSame = own.files[imported.path] === imported.text
  if (!isSame) await writeReport(join(own.folder, imported.path), imported.text, { replace: true })
  const { added, changed, removed } = imported
  out.document({ pack: pack.id, decision: question, file: join(own.folder, imported.path), added, changed, removed })
  const words = say.law.table
  for (const [sign, rows] of [
    ['+', added],
    ['~', changed],
    ['-', removed],
  ] as const)
    for (const row of rows) out.report(item(out, sign, row))
  out.report(isSame ? words.same : words.imported(join(own.folder, imported.path)))
  return exitCode.ok
}
