import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeVerifierKey } from '@feiyu/evidence'
import { logTree } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { InputError, UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import { grouped } from '../../output/figures.ts'
import { printable } from '../../output/width.ts'
import { readHomeLog } from './home-log.ts'
import type { logExportFlags } from './log.flags.ts'

/**
 * Writes the log as a static tlog-tiles tree into a new folder, which any file server can serve. The checkpoint comes
 * last, so that what is there before it is no log yet.
 */
export async function runLogExport(context: Context, flags: FlagValues<typeof logExportFlags>): Promise<ExitCode> {
  const { out, say } = context
  if (flags.out === undefined) {
    throw new UsageError('FEIYU_USAGE_NO_EXPORT', '`--out` is missing; name a new folder for the copy of the log')
  }
  const view = await readHomeLog(context)
  await makeEmpty(flags.out)
  let files = 2
  for await (const { path, bytes } of logTree(view)) {
    await write(flags.out, path, bytes)
    files++
  }
  await write(flags.out, 'key', `${writeVerifierKey(view.key)}\n`)
  await write(flags.out, 'checkpoint', view.checkpoint)
  const { size } = view.tree
  out.document({ folder: flags.out, origin: view.key.name, size, files })
  out.report(say.log.exported(grouped(size), grouped(files), printable(flags.out)))
  return exitCode.ok
}

async function makeEmpty(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    if ((await readdir(folder)).length === 0) return
  } catch (error) {
    throw notWritten(folder, error)
  }
  throw new UsageError('FEIYU_USAGE_NOT_EMPTY', `\`${folder}\` is not empty; name a new folder for the copy of the log`)
}

async function write(folder: string, path: string, content: Uint8Array | string): Promise<void> {
  const file = join(folder, path)
  try {
    await mkdir(dirname(file), { recursive: true })
    await using handle: FileHandle = await open(file, 'wx')
    await handle.writeFile(content)
  } catch (error) {
    throw notWritten(file, error)
  }
}

function notWritten(path: string, error: unknown): InputError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return new InputError(
    'FEIYU_INPUT_NOT_WRITTEN',
    `\`${path}\` cannot be written (\`${code}\`); look at the rights and the free space of that folder`,
    { at: path, cause: error },
  )
}
