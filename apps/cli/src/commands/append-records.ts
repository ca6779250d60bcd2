import { appendFile } from 'node:fs/promises'
import { type DecisionRecord, writeRecord } from '@feiyu/law'
import { InputError } from '../errors.ts'

/**
 * Adds decisions, one on each line, to a file of recorded decisions, which is made where it is not there.
 *
 * @throws InputError where it cannot be written
 */
export async function appendRecords(path: string, records: readonly DecisionRecord[]): Promise<void> {
  try {
    await appendFile(path, records.map((record) => `${writeRecord(record)}\n`).join(''))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new InputError(
      'FEIYU_OUTPUT_WRITE',
      `\`${path}\` cannot be written (\`${code}\`); look at the folder, its rights and its free space`,
      { at: path, cause },
    )
  }
}
