import { appendFile } from 'node:fs/promises'
import { type DecisionRecord, writeRecord } from '@feiyu/law'
import { InputError } from '../../errors.ts'

/**
 * Adds a decision as one line to a file of recorded decisions, which is made where it is not there.
 *
 * @throws InputError where it cannot be written
 */
export async function appendRecord(path: string, record: DecisionRecord): Promise<void> {
  try {
    await appendFile(path, `${writeRecord(record)}\n`)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    throw new InputError(
      'FEIYU_OUTPUT_WRITE',
      `\`${path}\` cannot be written (\`${code}\`); look at the folder, its rights and its free space`,
      { at: path, cause },
    )
  }
}
