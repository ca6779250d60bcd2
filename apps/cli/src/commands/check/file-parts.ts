import type { FileHandle } from 'node:fs/promises'
import type { FileBook } from '@feiyu/gate'
import type { Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { bookKeys } from '../../scanning/registers.ts'
import { type ScannedFile, type ScanOptions, scanFile } from '../../scanning/scan-file.ts'
import { afterChanges, type ColumnChanges } from './column-changes.ts'
import { coveredChanges } from './covered-changes.ts'
import type { CheckFlags, Stated } from './stated.ts'
import type { TallyView } from './tally-view.ts'
import { viewTally } from './view-tally.ts'

/** The rows of one legal person: all of a file, unless a column tells whose each row is (tally T1). */
export interface FilePart {
  /** Null where no handler is known. */
  readonly uscc: string | null
  /** Before any change of columns. */
  readonly whole: ScannedFile
  /** As it would cross. */
  readonly scanned: ScannedFile
  /** Null where there is no book, or nobody in the file. */
  readonly tally: TallyView | null
}

/** A file as it was read, all of it and by legal person. */
export interface ReadFile extends Pick<FilePart, 'whole' | 'scanned'> {
  readonly parts: readonly FilePart[]
  /** What people said about columns, for each column of the file that it covers. */
  readonly changes: ColumnChanges
}

/** Whose rows a part takes, and their book of the year. */
export interface PartBook {
  readonly uscc: string | null
  readonly book: FileBook | null
}

export interface ReadOptions {
  readonly path: string
  readonly flags: Omit<CheckFlags, 'asOf' | 'expect' | 'report'>
  readonly handle?: FileHandle | undefined
  /** One without `--handler-column`; else one for each legal person that stands in the column. */
  readonly books: readonly PartBook[]
}

/**
 * Reads a file with the books in which its persons would count. In the dataset of a group it is read once more for each
 * legal person, since each book tells persons apart under a key of its own.
 */
export async function readParts(
  context: Context,
  law: Law,
  stated: Stated,
  said: ColumnChanges,
  { path, flags, handle, books }: ReadOptions,
): Promise<ReadFile> {
  const read = async ({ book }: PartBook, rowsOf: ScanOptions['rowsOf']) => {
    const keys = book === null ? undefined : bookKeys(book, stated.registers)
    const whole = await scanFile(context, law, path, { ...flags, asOf: stated.asOf, handle, keys, rowsOf })
    const changes = coveredChanges(whole, said)
    return { whole, scanned: afterChanges(whole, changes), changes }
  }
  const column = flags.handlerColumn
  const [only] = books
  if (column === undefined && only !== undefined) {
    const file = await read(only, undefined)
    return {
      ...file,
      parts: [{ ...file, uscc: only.uscc, tally: await viewTally(context, file.scanned, stated, only.book) }],
    }
  }
  const file = await read({ uscc: null, book: null }, undefined)
  const parts: FilePart[] = []
  for (const one of books) {
    const part = await read(one, one.uscc === null || column === undefined ? undefined : { column, uscc: one.uscc })
    parts.push({ ...part, uscc: one.uscc, tally: await viewTally(context, part.scanned, stated, one.book) })
  }
  return { ...file, parts }
}
