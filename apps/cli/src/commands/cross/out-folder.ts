import { mkdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { UsageError } from '../../errors.ts'
import type { FilePlace } from '../../home/crossings.ts'

/**
 * The folder of `--out`, made where there is none, without links so that recovery finds it again, and the name in it.
 *
 * @throws UsageError when it is missing, is no folder, cannot be made, or is where the input lies under the same name
 */
export async function openOutbox(out: string | undefined, input: string): Promise<FilePlace> {
  const folder = await outFolder(out)
  const name = basename(input)
  const path = join(folder, name)
  // The receipt of an earlier crossing may be there although its file was moved on.
  for (const taken of [path, `${path}.receipt.json`]) {
    if (!(await isThere(taken))) continue
    throw new UsageError(
      'FEIYU_USAGE_OUT_TAKEN',
      `there is a file \`${taken}\` already, and none is ever replaced; move it, or name another folder with \`--out\``,
    )
  }
  return { folder, name }
}

async function outFolder(out: string | undefined): Promise<string> {
  if (out === undefined) {
    throw new UsageError(
      'FEIYU_USAGE_NO_OUT',
      '`--out` is missing; name a folder for the file that crossed and its receipt',
    )
  }
  try {
    await mkdir(out, { recursive: true, mode: 0o700 })
    if ((await stat(out)).isDirectory()) return await realpath(out)
  } catch (error) {
    throw unusable(out, error)
  }
  throw unusable(out)
}

function unusable(out: string, cause?: unknown): UsageError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new UsageError(
    'FEIYU_USAGE_OUT',
    `\`${out}\` cannot be used as a folder${code}; name one that you may write with \`--out\``,
    { cause },
  )
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}
