import { openTable } from '@feiyu/formats'
import { InputError, UsageError } from '../errors.ts'
import { isValidUscc } from '../statements/uscc.ts'
import { tableOptions } from './scan-file.ts'

/** Legal persons of one file: for each of them it is read once more. */
const most = 64

/**
 * The unified social credit codes that stand in a column, sorted: whose the rows of a group's dataset are. Every row has
 * to have one whose check digit fits.
 *
 * @throws InputError with the number of the row, never with what stands there
 */
export async function readLegalPersons(
  path: string,
  column: string,
  options: Parameters<typeof tableOptions>[0],
): Promise<readonly string[]> {
  await using table = await openTable(path, tableOptions(options))
  const found = new Set<string>()
  let isThere = table.names().includes(column)
  /** JSON shows its columns only while it is read. */
  let before = 0
  for await (const { bytes, starts, ends, columns, rows, firstRow } of table.batches()) {
    const place = table.names().indexOf(column)
    isThere ||= place >= 0
    if (!isThere) before = Math.max(before, firstRow + rows)
    if (isThere && before > 0) throw new LegalPersonError(path, column, 1)
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let row = 0, cell = place; isThere && row < rows; row++, cell += columns) {
      const from = place < 0 || place >= columns ? -1 : starts[cell]!
      const code = from < 0 ? '' : withoutBlanks(text.toString('latin1', from, ends[cell]!))
      if (found.has(code)) continue
      if (!isValidUscc(code)) throw new LegalPersonError(path, column, firstRow + row + 1)
      found.add(code)
      if (found.size > most) throw tooMany(path, column)
    }
  }
  if (!isThere) {
    throw new UsageError('FEIYU_USAGE_COLUMN', `no column \`${column}\`; \`feiyu scan FILE\` lists the columns`)
  }
  return [...found].sort()
}

/** As the gate compares: without the blanks around it. */
function withoutBlanks(text: string): string {
  return text.replace(/^[\0- ]+|[\0- ]+$/g, '')
}

/** A row of which nobody knows in whose book it counts. */
export class LegalPersonError extends InputError {
  /** From 1. */
  readonly row: number

  constructor(path: string, column: string, row: number) {
    const message = `row \`${row}\` has no valid unified social credit code in \`${column}\`, so nobody knows in whose book it counts; correct the row`
    super('FEIYU_INPUT_LEGAL_PERSON', message, { at: path })
    this.row = row
  }
}

function tooMany(path: string, column: string): InputError {
  return new InputError(
    'FEIYU_INPUT_LEGAL_PERSONS',
    `\`${column}\` holds more than \`${most}\` legal persons; send the file in parts, by legal person`,
    { at: path },
  )
}
