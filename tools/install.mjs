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
import { joinLock, lockHolders, releaseLock, takeLock } from './install-lock.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const stampFile = join(root, 'node_modules', '.feiyu-installed')
const lockFolder = join(root, '.feiyu-install.lock')

/** Brings node_modules to the state of the lockfile; returns at once when it is there already. */
export async function install() {
  const stamp = wantedStamp()
  let told = false
  while (!isInstalled(stamp)) {
    const pids = lockHolders(lockFolder)
    const entry = pids.length === 0 ? takeLock(lockFolder) : undefined
    if (entry !== undefined) {
      await installUnder(entry, stamp)
      continue
    }
    if (pids.length > 0 && !told) {
      told = true
      process.stderr.write(
        `feiyu: waiting for the install of process ${pids.join(', ')}; if that is none, delete ${lockFolder}\n`,
      )
    }
    await sleep(200)
  }
}

async function installUnder(entry, stamp) {
  const entries = [entry]
  try {
    if (!isInstalled(stamp)) await npmCi(stamp, entries)
  } finally {
    releaseLock(lockFolder, entries)
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

async function npmCi(stamp, entries) {
  rmSync(stampFile, { force: true })
  process.stderr.write('feiyu: installing the locked packages …\n')
  // NODE_ENV=production and a user's own npm settings may leave out what we need: the tools and Node itself.
  const include = ['--include=dev', '--include=optional']
  const command = [...npmCommand(), 'ci', '--no-audit', '--no-fund', '--loglevel=error', ...include]
  const child = spawn('sh', ['-c', joinLock, 'sh', lockFolder, entries[0], ...command], {
    cwd: root,
    env: cleanEnvironment(),
    stdio: ['ignore', process.stderr, process.stderr],
  })
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (exitCode, signal) => resolve(exitCode ?? signal))
  })
  entries.push(join(lockFolder, `${child.pid}-npm`))
  if (code === 127) throw new Error('feiyu: `npm` is not found; install npm, which comes with Node.js, and run again')
  if (code !== 0) throw new Error(`feiyu: \`npm ci\` ended with ${code}; its message stands above`)
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, stamp)
}

/** Inside an npm script `npm` and `node` may be the ones in node_modules, which `npm ci` is about to delete. */
function npmCommand() {
  const node = process.env.npm_node_execpath
  const npm = process.env.npm_execpath
  const outside = (path) => path && existsSync(path) && !path.startsWith(join(root, 'node_modules') + sep)
  return outside(node) && outside(npm) && npm.endsWith(`${sep}npm-cli.js`) ? [node, npm] : ['npm']
}

/**
 * The environment without what the npm above us decided for its own run (workspace, prefix, omitted packages …), but
 * with how to reach the registry.
 */
function cleanEnvironment() {
  const kept =
    /^npm_config_(registry|@.*:registry|cache|.*proxy|ca|cafile|strict_ssl|userconfig|globalconfig|.*offline|fetch_.*|maxsockets|\/\/.*)$/i
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
