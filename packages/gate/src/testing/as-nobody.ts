import { chmodSync, chownSync, lstatSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'

/** The user `nobody` of Linux and BSD. */
const nobody = 65534

/**
 * Does something as a user to whom things can be forbidden: to root nothing is, so root becomes another user meanwhile,
 * to whom the folder is given with all that is in it. `folder` stands alone in a temporary folder of its own.
 */
export async function asNobody(folder: string, work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0 || process.seteuid === undefined) return work()
  give(folder)
  chmodSync(dirname(folder), 0o755)
  process.seteuid(nobody)
  try {
    await work()
  } finally {
    process.seteuid(0)
  }
}

function give(path: string): void {
  chownSync(path, nobody, nobody)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) give(join(path, name))
}
