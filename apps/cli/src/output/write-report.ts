import { randomUUID } from 'node:crypto'
import { link, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { InputError, UsageError } from '../errors.ts'

/**
 * Writes a file for people whole or not at all, with the rights of the one that it replaces. Nothing is lost with it that
 * Feiyu cannot write again, so it is not synced.
 *
 * @throws UsageError where the file is there and may not be replaced, InputError where it cannot be written
 */
export async function writeReport(
  path: string,
  content: string | Uint8Array,
  options: { readonly replace: boolean },
): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`)
  try {
    const mode = await modeOf(path)
    await writeFile(temporary, content, { flag: 'wx', ...(mode === null ? {} : { mode }) })
    if (options.replace) await rename(temporary, path)
    else await link(temporary, path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code === 'EEXIST')
      throw new UsageError('FEIYU_USAGE_EXISTS', `\`${path}\` exists already; \`--force\` replaces it`)
    throw new InputError(
      'FEIYU_OUTPUT_WRITE',
      `\`${path}\` cannot be written (\`${code}\`); look at the folder, its rights and its free space`,
      { at: path, cause: error },
    )
  } finally {
    await rm(temporary, { force: true })
  }
}

async function modeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mode & 0o777
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
