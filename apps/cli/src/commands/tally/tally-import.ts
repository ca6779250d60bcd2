import { addOpening, type StatedExports } from '@feiyu/gate'
import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { InputError, UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { HandlerBook } from '../../home/handler-book.ts'
import type { FlagValues } from '../../options/flag.ts'
import { grouped } from '../../output/figures.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { bookKeys, readRegisters } from '../../scanning/registers.ts'
import { scanFile } from '../../scanning/scan-file.ts'
import { personsTable } from './figures-table.ts'
import { openOwnBook } from './own-book.ts'
import type { tallyImportFlags } from './tally.flags.ts'

/** Adds exports outside Feiyu to a book: a number of other persons, or the persons of files, united exactly. */
export async function runTallyImport(context: Context, flags: FlagValues<typeof tallyImportFlags>): Promise<ExitCode> {
  const { out, say } = context
  const { source, by, file: files = [] } = flags
  const isNumber = flags.count !== undefined || flags.sensitive !== undefined
  if (isNumber === files.length > 0) {
    throw new UsageError(
      'FEIYU_USAGE_IMPORT',
      'write either `--count` with `--sensitive`, or `--file`: a number of persons, or files that tell them apart',
    )
  }
  if (isNumber && (flags.count === undefined || flags.sensitive === undefined)) {
    throw new UsageError(
      'FEIYU_USAGE_IMPORT_BOTH',
      'write both `--count` and `--sensitive`; what is not stated is not zero',
    )
  }
  if (source === undefined || by === undefined) {
    throw new UsageError(
      'FEIYU_USAGE_UNSIGNED',
      `\`${source === undefined ? '--source' : '--by'}\` is missing; write where the figure comes from and who answers for it`,
    )
  }
  const law = await readLaw(context)
  await using own = await openOwnBook(context, law, { uscc: flags.uscc, year: flags.year })
  const signed = { source, by }
  const before = await own.book.figures()
  const registers = readRegisters(context, flags.register)
  // All are read before anything is added: a file that cannot be used changes nothing.
  const identified: Identified[] = []
  for (const path of files) identified.push(await readIdentifiers(context, law, own, path, registers))
  if (isNumber) {
    const persons = { ordinary: flags.count ?? 0, sensitive: flags.sensitive ?? 0 }
    await addOpening(own.file, { ...signed, kind: 'number', persons })
  }
  for (const one of identified) await addOpening(own.file, { ...signed, kind: 'identifiers', ...one })
  await own.tell()
  const figures = await own.book.figures()
  const added = {
    ordinary: figures.opening.ordinary - before.opening.ordinary,
    sensitive: figures.opening.sensitive - before.opening.sensitive,
  }
  out.document({ uscc: own.uscc, year: own.book.year, added, figures })
  out.report(say.tally.imported(grouped(added.ordinary), grouped(added.sensitive)))
  const { upper, opening, settled, reserved } = figures
  const { columns, figures: words } = say.tally
  const rows = { upper, opening, settled, reserved } as const
  out.report(
    personsTable(
      context,
      columns.figure,
      Object.entries(rows).map(([name, persons]) => ({ name: words[name as keyof typeof rows], persons })),
    ),
  )
  return exitCode.ok
}

type Identified = Pick<Extract<StatedExports, { kind: 'identifiers' }>, 'persons' | 'head'>

async function readIdentifiers(
  context: Context,
  law: Law,
  own: HandlerBook,
  path: string,
  registers: ReturnType<typeof readRegisters>,
): Promise<Identified> {
  const keys = bookKeys(own.book, registers)
  const scanned = await scanFile(context, law, path, { asOf: context.today, keys })
  const { ordinary, sensitive } = scanned.report.subjects
  if (ordinary + sensitive === 0) {
    throw new InputError(
      'FEIYU_INPUT_NOBODY',
      `\`${path}\` tells nobody apart, so it would add nobody; \`feiyu scan\` shows what was found in it`,
      { at: path },
    )
  }
  const fields = scanned.counted({}).map(({ name, type, bit, sensitive }) => ({ path: name, type, bit, sensitive }))
  return { persons: scanned.persons(), head: { fields, registers, classTable: scanned.report.classTable } }
}
