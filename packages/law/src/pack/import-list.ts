import { canonicalJson, nearest } from '@feiyu/core'
import type { Mark } from '../answer.ts'
import { cellProblem } from '../engine/cell-problem.ts'
import { checkListCondition, wordsOf } from '../engine/check-references.ts'
import type { Law } from '../engine/law.ts'
import { PackError } from '../errors.ts'
import type { TableRecord } from '../table/csv.ts'
import { testYaml } from '../table/rule-yaml.ts'
import type { ListDecides, ListDefinition, ListRow, Wording } from './pack.ts'
import { parseYaml } from './parse-yaml.ts'
import { readListRow } from './read-list.ts'

/** Columns of an official table, in this order. Only `id`, `sector`, `scenario` and `text` are needed. */
export const listColumns = [
  'id',
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

/** What the importer says of a table. */
export interface ImportedFrom {
  /** Name of the file, and its digest. */
  readonly file: string
  readonly digest: string
  /** How the importer knows the table. */
  readonly mark: Mark
  /** Whether these are all rows of the list; else what was not seen stays said. */
  readonly complete: boolean
}

/**
 * Turns an official table, read record by record, into the file of a list: strict, each row read back as `packs check` reads
 * it. A condition is written as cells of a row: `{ contains_faces: { not: true } }`. Rows with one `id` are rows of one item.
 *
 * @throws PackError with file and line of the first row that cannot be used
 */
export function importList(
  law: Law,
  list: ListDefinition,
  { file, digest, mark, complete }: ImportedFrom,
  table: readonly TableRecord[],
): { readonly yaml: string; readonly rows: number } {
  const [head, ...records] = table
  if (head === undefined || head.cells.join() !== listColumns.join())
    refuse(`${file}:1`, `the first line must be \`${listColumns.join(',')}\`; name the columns so, in this order`)
  if (records.length === 0) refuse(`${file}:1`, 'there is no row below the names of columns; export the whole table')
  const least = listColumns.indexOf('text') + 1
  const seen = new Map<string, string>()
  const rows = records.map(({ line, cells }) => {
    const at = `${file}:${line}`
    // A spreadsheet leaves out empty cells at the end of a row.
    if (cells.length > listColumns.length || cells.length < least)
      refuse(at, `${cells.length} cells where there are ${listColumns.length} columns; quote a cell that holds a comma`)
    const row = rowText(at, new Map(listColumns.map((column, index) => [column, (cells[index] ?? '').trim()])))
    const read = readAt(at, row)
    checkRow(law, list, read, at)
    const same = canonicalJson([read.id, Object.fromEntries(read.condition.map(({ fact, test }) => [fact, test]))])
    const other = seen.get(same)
    if (other !== undefined)
      refuse(at, `item \`${read.id}\` has a row with this condition at ${other} already; keep one`)
    seen.set(same, at)
    return row
  })
  const header = [
    `# Imported from \`${file}\`; the rows are as the table has them.`,
    `id: ${list.id}`,
    `zh: ${quoted(list.zh)}`,
    `en: ${quoted(list.en)}`,
    `instrument: ${list.instrument}`,
    ...(list.replaces === null ? [] : [`replaces: ${list.replaces}`]),
    `from: ${quoted(list.from ?? '')}`,
    ...(list.until === null ? [] : [`until: ${quoted(list.until)}`]),
    ...(list.decides === null ? [] : [`decides: ${decidesText(list.decides)}`]),
    `table: { file: ${quoted(file)}, digest: ${quoted(digest)}, mark: ${mark} }`,
    ...(complete ? [] : [`incomplete: ${wordingText(list.incomplete ?? partly(rows.length))}`]),
    'rows:',
  ]
  return { yaml: `${[...header, ...rows.map((row) => `  - ${row}`)].join('\n')}\n`, rows: rows.length }
}

/** A list that was whole and is imported anew without saying that the table is. */
function partly(rows: number): Wording {
  return { zh: `已导入 ${rows} 行；未说明是否为全部`, en: `${rows} rows were imported; nobody said that these are all` }
}

function checkRow(law: Law, list: ListDefinition, { condition, tier }: ListRow, at: string): void {
  for (const { fact, test } of condition) {
    if (!law.slots.has(fact)) {
      const near = nearest(fact, law.slots.keys())
      const hint = near === undefined ? 'correct the name' : `did you mean \`${near}\`?`
      refuse(at, `the condition asks for \`${fact}\`, which no pack knows; ${hint}`)
    }
    const problem = cellProblem(law, fact, test, list, 'yaml')
    if (problem !== null) refuse(at, `the condition cannot be used: ${problem}`)
  }
  // The rest as `packs check` looks at rows: what is printed here must be a list that it takes.
  checkListCondition(law, list, condition, at)
  const tiers = list.decides === null ? null : wordsOf(law, list.decides.tier)
  if (tier !== null && !(tiers ?? [...law.pathways.keys()]).includes(tier))
    refuse(
      at,
      `no pack knows the tier \`${tier}\`; write ${(tiers ?? ['SCC_OR_CERT', 'SECURITY_ASSESSMENT']).join(' or ')}`,
    )
  if (list.decides !== null && tier === null) refuse(at, '`tier` is empty; every row of this list names one')
}

function decidesText({ item, covered, listed, tier, where }: ListDecides): string {
  const members = [
    `item: ${item}`,
    ...(covered === null ? [] : [`covered: ${covered}`]),
    `listed: ${listed}`,
    `tier: ${tier}`,
    ...(where.length === 0
      ? []
      : [`where: { ${where.map(({ fact, test }) => `${fact}: ${testYaml(test)}`).join(', ')} }`]),
  ]
  return `{ ${members.join(', ')} }`
}

function rowText(at: string, cells: ReadonlyMap<Column, string>): string {
  const cell = (column: Column) => cells.get(column) ?? ''
  for (const column of ['id', 'sector', 'scenario', 'text'] as const)
    if (cell(column) === '')
      refuse(at, `\`${column}\` is empty; every row has its item's id, sector, scenario and text`)
  // Official tables are Chinese; where there is no translation the text itself stands.
  const wording = (zh: string, en: string) => wordingText({ zh, en: en === '' ? zh : en })
  const parts = [
    `id: ${quoted(cell('id'))}`,
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

function wordingText({ zh, en }: Wording): string {
  return `{ zh: ${quoted(zh)}, en: ${quoted(en)} }`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function refuse(at: string, message: string): never {
  throw new PackError('FEIYU_PACK_BAD_LIST', message, { at })
}
