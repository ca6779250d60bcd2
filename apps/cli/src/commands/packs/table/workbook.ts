import { PackError } from '@feiyu/law'
import type { TableRecord } from '@feiyu/law/packs'
import readWorkbook from 'read-excel-file/node'
import writeWorkbook from 'write-excel-file/node'

const widest = 60
const narrowest = 8

/**
 * A table as an XLSX workbook of one sheet. Every cell is a text: a spreadsheet that takes `2024-03-22` for one of its own
 * dates, or `12` for a number, would change it.
 */
export async function writeXlsx(sheet: string, rows: readonly (readonly string[])[]): Promise<Buffer> {
  const data = rows.map((row, index) =>
    row.map((cell) => ({
      value: escaped(cell),
      type: String,
      wrap: true,
      alignVertical: 'top' as const,
      ...(index === 0 ? { fontWeight: 'bold' as const } : {}),
      ...(index === 1 ? { textColor: '#666666' } : {}),
    })),
  )
  const columns = (rows[0] ?? []).map((_, index) => ({
    width: Math.min(widest, Math.max(narrowest, ...rows.map((row) => (row[index] ?? '').length + 2))),
  }))
  // A sheet's name has at most 31 characters.
  const options = { sheet: sheet.slice(0, 31), stickyRowsCount: 2, stickyColumnsCount: 1, columns }
  return withoutTimes(await writeWorkbook(data, options).toBuffer())
}

/** First moment that a zip archive can name: the same table gives the same bytes, whenever it is written. */
const zipEpoch = Buffer.from([0x00, 0x00, 0x21, 0x00])

/** Sets the time of every file in a zip archive (APPNOTE 4.3.7 and 4.3.12) that has no comment. */
function withoutTimes(zip: Buffer): Buffer {
  const end = zip.length - 22
  let entry = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    zipEpoch.copy(zip, entry + 12)
    zipEpoch.copy(zip, zip.readUInt32LE(entry + 42) + 10)
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32)
  }
  return zip
}

/** `_x0041_` in a workbook stands for the letter A; one that was meant as it stands escapes its first sign. */
function escaped(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/**
 * The records of a workbook, by row. Numbers and yes/no cells are read as what they are; a date of the spreadsheet is
 * refused, as nobody can see which day of which zone it is.
 *
 * @throws PackError with file and row
 */
export async function readXlsx(file: string, bytes: Uint8Array): Promise<readonly TableRecord[]> {
  const filled = (await sheetsOf(file, bytes)).filter(({ data }) => data.length > 0)
  const [sheet, another] = filled
  if (sheet === undefined) return []
  if (another !== undefined)
    throw bad(
      file,
      1,
      `the workbook has the sheets \`${filled.map((one) => one.sheet).join(', ')}\`; keep the one with the rows`,
    )
  return sheet.data
    .map((row, index) => ({ line: index + 1, cells: row.map((cell, column) => textOf(file, index + 1, column, cell)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}

async function sheetsOf(file: string, bytes: Uint8Array) {
  try {
    return await readWorkbook(Buffer.from(bytes), { trim: false })
  } catch (error) {
    throw new PackError('FEIYU_PACK_BAD_TABLE', 'this is not an XLSX workbook; save it as .xlsx or as .csv', {
      at: `${file}:1`,
      cause: error,
    })
  }
}

function textOf(file: string, row: number, column: number, cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell.replaceAll('\r\n', '\n')
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  throw bad(
    file,
    row,
    `cell \`${columnName(column)}${row}\` is a date of the spreadsheet; format it as text and write YYYY-MM-DD`,
  )
}

/** `A`, `B` … `Z`, `AA`. */
function columnName(column: number): string {
  const last = String.fromCharCode(0x41 + (column % 26))
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last
}

function bad(file: string, row: number, message: string): PackError {
  return new PackError('FEIYU_PACK_BAD_TABLE', message, { at: `${file}:${row}` })
}
