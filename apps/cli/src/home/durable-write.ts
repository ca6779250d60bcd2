import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { HomeError } from '../errors.ts'

/**
 * Makes a folder that only its owner may enter. One that is there already keeps its rights.
 *
 * @throws HomeError
 */
export async function makePrivateFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new HomeError(
      'FEIYU_HOME_UNUSABLE',
      `the folder \`${path}\` cannot be made (${reason(error)}); set FEIYU_HOME to a folder that you may write`,
      { cause: error },
    )
  }
}

/**
 * Writes a file whole or not at all: a temporary name beside it, fsync, the final name, fsync of the folder. Only the
 * owner may read it. With `replace` false an existing file stays as it is and the result is false.
 *
 * @throws HomeError
 */
export async function writeDurably(
  path: string,
  text: string,
  options: { readonly replace: boolean },
): Promise<boolean> {
  const folder = dirname(path)
  const temporary = join(folder, `.${randomUUID()}.tmp`)
  try {
    await writeAndSync(temporary, text)
    if (options.replace) await rename(temporary, path)
    else if (!(await placeNew(temporary, path))) return false
    await syncFolder(folder)
    return true
  } catch (error) {
    throw new HomeError(
      'FEIYU_HOME_WRITE',
      `\`${path}\` cannot be written (${reason(error)}); nothing was changed: look at the rights and the free space of that folder`,
      { cause: error },
    )
  } finally {
    await rm(temporary, { force: true })
  }
}

async function writeAndSync(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx', 0o600)
  await file.writeFile(text)
  await file.sync()
}

/** Gives a finished file its name unless the name is taken; decided by the file system, so two runs cannot both win. */
async function placeNew(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'ENOTSUP' && codeOf(error) !== 'EOPNOTSUPP') throw error
  }
  // A file system without hard links (exFAT): look, then rename.
  if (await exists(path)) return false
  await rename(temporary, path)
  return true
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no handle to a folder that could be synced.
  if (process.platform === 'win32') return
  await using folder = await open(path, 'r')
  await folder.sync()
}

function reason(error: unknown): string {
  return codeOf(error) ?? 'unknown reason'
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
