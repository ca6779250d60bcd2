import { mkdir, mkdtemp, realpath, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { UsageError } from '../../errors.ts'
import type { FilePlace } from '../../home/crossings.ts'

/**
 * Looks at the folder of `--out` before anything is judged: whether it can be used, or made, and whether the names in it
 * are free. Nothing is made that stays.
 *
 * @throws UsageError when it is missing, is no folder, cannot be written or made, or holds a file of that name
 */
export async function lookAtOutbox(out: string | undefined, input: string): Promise<void> {
  if (out === undefined) {
    throw new UsageError(
      'FEIYU_USAGE_NO_OUT',
      '`--out` is missing; name a folder for the file that crossed and its receipt',
    )
  }
  await tryToWrite(out)
  await refuseTaken(resolve(out), basename(input))
}

/**
 * The folder of `--out`, made where there is none, without links so that recovery finds it again, and the name in it. To be
 * called when the crossing goes ahead.
 *
 * @throws UsageError as `lookAtOutbox` does
 */
export async function openOutbox(out: string, input: string): Promise<FilePlace> {
  try {
    await makeFolders(resolve(out))
    const folder = await realpath(out)
    const name = basename(input)
    await refuseTaken(folder, name)
    return { folder, name }
  } catch (error) {
    throw error instanceof UsageError ? error : unusable(out, error)
  }
}

/** Folder by folder: asked for all at once, Node tries for ever where one cannot be made in a folder that is there. */
async function makeFolders(folder: string): Promise<void> {
  if (await isFolder(folder)) return
  await makeFolders(dirname(folder))
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    // Another command may have made it meanwhile.
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/** Makes a folder and takes it away again, in the one of `--out` or in the nearest above that is there. */
async function tryToWrite(out: string): Promise<void> {
  try {
    let folder = resolve(out)
    while (!(await isFolder(folder))) folder = dirname(folder)
    await rmdir(await mkdtemp(join(folder, '.feiyu-')))
  } catch (error) {
    throw unusable(out, error)
  }
}

/** @throws an error where something else is in its place */
async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
  throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' })
}

async function refuseTaken(folder: string, name: string): Promise<void> {
  const path = join(folder, name)
  // The receipt of an earlier crossing may be there although its file was moved on.
  for (const taken of [path, `${path}.receipt.json`]) {
    if (!(await isThere(taken))) continue
    throw new UsageError(
      'FEIYU_USAGE_OUT_TAKEN',
      `\`${taken}\` is there already, and nothing is ever replaced; move it, or name another folder with \`--out\``,
    )
  }
}

function unusable(out: string, cause?: unknown): UsageError {
  const code = codeOf(cause)
  return new UsageError(
    'FEIYU_USAGE_OUT',
    `\`${out}\` cannot be used as a folder${code === null ? '' : ` (${code})`}; name one that you may write with \`--out\``,
    { cause },
  )
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
