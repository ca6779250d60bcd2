import { PackError } from '../errors.ts'
import type { TableRecord } from '../table/csv.ts'
import type { ListDefinition } from './pack.ts'
import { parseYaml } from './parse-yaml.ts'
import { readListRow } from './read-list.ts'

/** Columns of an official table, in this order. Only the Chinese ones and `sector`, `scenario` are needed. */
export const listColumns = [
  'sector',
  'sector_en',
  'scenario',
  'scenario_en',
  'category',
  'category_en',
  'item',
  'item_en',
  'text',
  'text_en',
  'condition',
  'tier',
] as const
type Column = (typeof listColumns)[number]

/**
 * Turns an official table, read record by record, into the file of a list: strict, each row read back as `packs check` reads
 * it. A condition is written as cells of a row: `{ contains_faces: { not: true } }`. `knows` says whether a fact, and
 * whether an outcome of that name exists.
 *
 * @throws PackError with file and line of the first row that cannot be used
 */
export function importList(
  list: ListDefinition,
  file: string,
  table: readonly TableRecord[],
  knows: { readonly fact: (name: string) => boolean; readonly outcome: (code: string) => boolean },
): { readonly yaml: string; readonly rows: number } {
  const [head, ...records] = table
  if (head === undefined || head.cells.join() !== listColumns.join())
    refuse(`${file}:1`, `the first line must be \`${listColumns.join(',')}\`; name the columns so, in this order`)
  if (records.length === 0) refuse(`${file}:1`, 'there is no row below the names of columns; export the whole table')
  const least = listColumns.indexOf('text') + 1
  const rows = records.map(({ line, cells }) => {
    const at = `${file}:${line}`
    // A spreadsheet leaves out empty cells at the end of a row.
    if (cells.length > listColumns.length || cells.length < least)
      refuse(at, `${cells.length} cells where there are ${listColumns.length} columns; quote a cell that holds a comma`)
    const row = rowText(at, new Map(listColumns.map((column, index) => [column, (cells[index] ?? '').trim()])))
    const read = readAt(at, row)
    for (const { fact } of read.condition)
      if (!knows.fact(fact)) refuse(at, `the condition asks for \`${fact}\`, which no pack knows; correct the name`)
    if (read.tier !== null && !knows.outcome(read.tier))
      refuse(at, `no pack knows the tier \`${read.tier}\`; write SCC_OR_CERT or SECURITY_ASSESSMENT`)
    return row
  })
  const header = [
    `# Imported from \`${file}\`; the rows are as the table has them.`,
    `id: ${list.id}`,
    `zh: ${quoted(list.zh)}`,
    `en: ${quoted(list.en)}`,
    `instrument: ${list.instrument}`,
    `from: ${quoted(list.from ?? '')}`,
    ...(list.replaces === null ? [] : [`replaces: ${list.replaces}`]),
    ...(list.until === null ? [] : [`until: ${quoted(list.until)}`]),
    'rows:',
  ]
  return { yaml: `${[...header, ...rows.map((row) => `  - ${row}`)].join('\n')}\n`, rows: rows.length }
}

function rowText(at: string, cells: ReadonlyMap<Column, string>): string {
  const cell = (column: Column) => cells.get(column) ?? ''
  for (const column of ['sector', 'scenario', 'text'] as const)
    if (cell(column) === '') refuse(at, `\`${column}\` is empty; every row names its sector, scenario and text`)
  // Official tables are Chinese; where there is no translation the text itself stands.
  const wording = (zh: string, en: string) => `{ zh: ${quoted(zh)}, en: ${quoted(en === '' ? zh : en)} }`
  const parts = [
    `sector: ${wording(cell('sector'), cell('sector_en'))}`,
    `scenario: ${wording(cell('scenario'), cell('scenario_en'))}`,
    ...(cell('category') === '' ? [] : [`category: ${wording(cell('category'), cell('category_en'))}`]),
    ...(cell('item') === '' ? [] : [`item: ${wording(cell('item'), cell('item_en'))}`]),
    `zh: ${quoted(cell('text'))}`,
    `en: ${quoted(cell('text_en') === '' ? cell('text') : cell('text_en'))}`,
    ...(cell('condition') === '' ? [] : [`condition: ${cell('condition')}`]),
    ...(cell('tier') === '' ? [] : [`tier: ${cell('tier')}`]),
  ]
  return `{ ${parts.join(', ')} }`
}

/** Reads a row back; what is wrong with it stands at the line of the table. */
function readAt(at: string, row: string) {
  try {
    return readListRow(parseYaml(at, row))
  } catch (error) {
    if (error instanceof PackError) throw new PackError(error.code, error.message, { at, cause: error })
    throw error
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function refuse(at: string, message: string): never {
  throw new PackError('FEIYU_PACK_BAD_LIST', message, { at })
}
