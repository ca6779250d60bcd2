import { mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { type CivilDate, shanghaiDate } from '@feiyu/core'
import type { Context } from '../../context.ts'
import { bytes } from '../../output/figures.ts'
import type { Finding } from './finding.ts'

const leastFreeBytes = 100_000_000

/** Whether the home can be written, and by its owner alone. */
export async function checkHome(context: Context): Promise<Finding> {
  const { say, config } = context
  const folder = await nearestFolder(config.home)
  try {
    const trial = await mkdtemp(join(folder, '.feiyu-doctor-'))
    await writeFile(join(trial, 'x'), 'x')
    await rm(trial, { recursive: true })
  } catch (error) {
    return {
      id: 'home',
      state: 'fails',
      found: `${config.home} ${codeOf(error)}`,
      advice: say.doctor.advice.homeUnusable,
    }
  }
  if (folder !== config.home)
    return { id: 'home', state: 'good', found: say.doctor.found.homeNew(config.home), advice: null }
  const mode = (await stat(config.home)).mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    return {
      id: 'home',
      state: 'look',
      found: say.doctor.found.homeOpen(config.home, mode.toString(8).padStart(4, '0')),
      advice: say.doctor.advice.homeOpen(config.home),
    }
  }
  return { id: 'home', state: 'good', found: say.doctor.found.home(config.home), advice: null }
}

/** Free space where the home is. */
export async function checkDisk(context: Context): Promise<Finding> {
  const { say, config } = context
  const disk = await statfs(await nearestFolder(config.home))
  const free = disk.bavail * disk.bsize
  const enough = free >= leastFreeBytes
  return {
    id: 'disk',
    state: enough ? 'good' : 'fails',
    found: say.doctor.found.disk(bytes(free)),
    advice: enough ? null : say.doctor.advice.disk,
  }
}

/** A clock that is behind files which exist is wrong; dates decide which law applies. */
export async function checkClock(context: Context): Promise<Finding> {
  const { say, clock, today, packsFolder } = context
  const times = await Promise.all(
    [packsFolder, dirname(packsFolder), await nearestFolder(context.config.home)].map(modified),
  )
  const latest = Math.max(0, ...times)
  const dayMs = 86_400_000
  if (latest <= clock.now() + dayMs)
    return { id: 'clock', state: 'good', found: say.doctor.found.clock(today), advice: null }
  const file: CivilDate = shanghaiDate(latest)
  return {
    id: 'clock',
    state: 'fails',
    found: say.doctor.found.clockBehind(today, file),
    advice: say.doctor.advice.clock,
  }
}

async function modified(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs
  } catch {
    // What is not there says nothing about the clock.
    return 0
  }
}

/** The folder itself, or the nearest one above it that exists. */
async function nearestFolder(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return path
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) return path
    return nearestFolder(dirname(path))
  }
  return path
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
