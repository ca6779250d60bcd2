/**
 * `node tools/run.mjs script [args]`: installs what is locked, then runs the script on the project's own Node 24.
 * Every npm script goes through here, so that it does not matter which Node the host has.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { install, root } from './install.mjs'

const pinnedNode = join(root, 'node_modules', '.bin', 'node')
const args = process.argv.slice(2)

if (args.length === 0) {
  process.stderr.write('feiyu: no script given; run `node tools/run.mjs SCRIPT [ARGUMENTS]`\n')
  process.exitCode = 2
} else {
  try {
    await install()
    run(findNode())
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

function findNode() {
  if (existsSync(pinnedNode)) return pinnedNode
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    `feiyu: no Node 24 package for ${process.platform} ${process.arch}, and this Node is ${process.version}; install Node 24 or newer and run again`,
  )
}

function run(node) {
  let child
  // A terminal sends Ctrl-C to the whole group, so SIGINT is not passed on; the other two arrive here alone.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const parent = process.ppid
  child = spawn(node, args, { stdio: 'inherit' })
  // A killed npm tells nobody: its end is seen by a new parent.
  const watch = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 500)
  child.on('error', (error) => {
    clearInterval(watch)
    process.stderr.write(`feiyu: cannot start ${node}: ${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    clearInterval(watch)
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
  })
}
