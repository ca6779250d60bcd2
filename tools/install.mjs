/**
 * Installs what package-lock.json locks, once, whoever asks first. Plain JavaScript: it runs on the host's Node (≥ 20)
 * before the project's own Node is there.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, sep } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const stampFile = join(root, 'node_modules', '.feiyu-installed')
const lockFolder = join(root, '.feiyu-install.lock')

/** Brings node_modules to the state of the lockfile; returns at once when it is there already. */
export async function install() {
  const stamp = wantedStamp()
  while (!isInstalled(stamp)) {
    if (!takeLock()) {
      await sleep(200)
      continue
    }
    try {
      if (!isInstalled(stamp)) await npmCi(stamp)
    } finally {
      rmSync(lockFolder, { recursive: true, force: true })
    }
  }
}

function wantedStamp() {
  const hash = createHash('sha256')
  for (const name of ['package-lock.json', 'package.json']) hash.update(readFileSync(join(root, name)))
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`
}

function isInstalled(stamp) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
}

/** A folder is the lock; the pids inside say whose it is, so that a killed installer does not block the next one. */
function takeLock() {
  try {
    mkdirSync(lockFolder)
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (holders().some(isAlive)) return false
    rmSync(lockFolder, { recursive: true, force: true })
    return false
  }
  writeFileSync(join(lockFolder, 'pids'), `${process.pid}\n`)
  return true
}

function holders() {
  try {
    return readFileSync(join(lockFolder, 'pids'), 'utf8').split('\n').filter(Boolean).map(Number)
  } catch {
    // The holder may be between mkdir and write: it counts as alive, the next look tells.
    return existsSync(lockFolder) ? [process.pid] : []
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function npmCi(stamp) {
  rmSync(stampFile, { force: true })
  process.stderr.write('feiyu: installing the locked packages …\n')
  const [command, args] = npmCommand()
  const child = spawn(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    env: cleanEnvironment(),
    stdio: ['ignore', process.stderr, process.stderr],
  })
  // A killed installer leaves npm running: its pid holds the lock too.
  writeFileSync(join(lockFolder, 'pids'), `${process.pid}\n${child.pid}\n`)
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (exitCode, signal) => resolve(exitCode ?? signal))
  })
  if (code !== 0) throw new Error(`feiyu: \`npm ci\` ended with ${code}; its message stands above`)
  writeFileSync(stampFile, stamp)
}

/** Inside an npm script `npm` and `node` may be the ones in node_modules, which `npm ci` is about to delete. */
function npmCommand() {
  const node = process.env.npm_node_execpath
  const npm = process.env.npm_execpath
  const outside = (path) =>
    path && !path.includes(`${sep}node_modules${sep}.bin${sep}`) && !path.startsWith(join(root, 'node_modules'))
  if (outside(node) && outside(npm) && npm.endsWith('.js')) return [node, [npm]]
  return ['npm', []]
}

function cleanEnvironment() {
  const kept = /^npm_config_(registry|cache|.*proxy|ca|cafile|userconfig|globalconfig|.*:_auth.*)$/i
  const env = {}
  for (const [name, value] of Object.entries(process.env)) {
    if (/^npm_(config|lifecycle|package)_/i.test(name) && !kept.test(name)) continue
    env[name] = value
  }
  const bin = `${sep}node_modules${sep}.bin`
  env.PATH = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(bin))
    .join(delimiter)
  return env
}
