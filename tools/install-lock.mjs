/**
 * One installer at a time. The lock is a folder with one file for each process at work, named by its pid; it is free
 * when it is absent or empty. It is taken by renaming a folder that already holds our file over it, which the system
 * allows only when it is free: it never exists without its holder. What a dead process left is removed file by file,
 * by exact name, so that two who clear up at once cannot remove a third one's.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** Takes the lock and returns the path of our file in it; `undefined` when somebody else has it. */
export function takeLock(folder) {
  const name = `${process.pid}-${randomUUID()}`
  const fresh = mkdtempSync(`${folder}-`)
  writeFileSync(join(fresh, name), statOf('self'))
  try {
    renameSync(fresh, folder)
    return join(folder, name)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (!isNotEmpty(error)) throw error
    return undefined
  }
}

/** Removes our files, and the folder unless another process is in it by now. */
export function releaseLock(folder, files) {
  for (const file of files) rmSync(file, { force: true })
  try {
    rmdirSync(folder)
  } catch (error) {
    if (error.code !== 'ENOENT' && !isNotEmpty(error)) throw error
  }
}

/** Pids of the living processes in the lock; removes the files of the dead. */
export function lockHolders(folder) {
  const pids = []
  for (const name of namesIn(folder)) {
    const pid = Number.parseInt(name, 10)
    if (isAlive(pid, readIfThere(join(folder, name)))) pids.push(pid)
    else rmSync(join(folder, name), { force: true })
  }
  return pids
}

/**
 * Shell lines that enter the lock under their own pid before they become the given command, and give up when the one
 * who started them is out of it: `sh -c joinLock sh FOLDER THEIR_FILE COMMAND…`. Without this an installer killed
 * right after it started npm would leave an npm that nobody knows of.
 */
export const joinLock = [
  'mine="$1/$$-npm"',
  'cat "/proc/$$/stat" 2>/dev/null >"$mine" || : >"$mine" || exit 1',
  '[ -e "$2" ] || { rm -f "$mine"; exit 1; }',
  'shift 2',
  'exec "$@"',
].join('\n')

/** Whether the process that wrote `statThen` still runs: the same pid, not a zombie, and started at the same tick. */
function isAlive(pid, statThen) {
  if (pid === process.pid || !Number.isInteger(pid)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  const now = fieldsOf(statOf(pid))
  const then = fieldsOf(statThen)
  if (now.state === 'Z') return false
  return now.start === undefined || then.start === undefined || now.start === then.start
}

/** `/proc/PID/stat` where there is one: the name in parentheses, then state and, 19 fields on, the start in ticks. */
function fieldsOf(stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0], start: fields[19] }
}

function statOf(pid) {
  return readIfThere(`/proc/${pid}/stat`)
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ESRCH', 'EACCES'].includes(error.code)) return ''
    throw error
  }
}

function namesIn(folder) {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

function isNotEmpty(error) {
  return error.code === 'ENOTEMPTY' || error.code === 'EEXIST'
}
