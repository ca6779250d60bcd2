import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'
import { SmallProject, signalGroup, until } from './testing/small-project.ts'

const once = ['start', 'end']
const nothing = ['-e', '0']

test('three that start at once on a fresh checkout install once, and all three run', async () => {
  using project = new SmallProject()
  const all = [1, 2, 3].map((code) => project.launch(['-e', `process.exit(${code})`]))
  expect((await Promise.all(all.map(({ ended }) => ended))).map(({ code }) => code)).toEqual([1, 2, 3])
  expect(project.lines('installs')).toEqual(once)
  expect(existsSync(lockOf(project))).toBe(false)
})

test('an installed tree is not installed again, a changed lockfile is', async () => {
  using project = new SmallProject()
  for (const _ of [1, 2]) await project.launch(nothing).ended
  expect(project.lines('installs')).toEqual(once)
  project.write('package-lock.json', `${project.lines('package-lock.json').join('\n')}\n\n`)
  await project.launch(nothing).ended
  expect(project.lines('installs')).toEqual([...once, ...once])
})

test('the npm of a killed installer is waited for, then the next one installs', async () => {
  using project = new SmallProject()
  project.remove('go')
  const first = project.launch(nothing)
  await until(() => project.lines('installs').length === 1)
  first.child.kill('SIGKILL')
  const second = project.launch(nothing)
  await until(() => second.stderr().includes('waiting for the install of process'))
  project.write('go', '')
  expect((await second.ended).code).toBe(0)
  expect(project.lines('installs')).toEqual([...once, ...once])
})

test('an installer killed together with its npm does not block the many that come next', async () => {
  using project = new SmallProject()
  project.remove('go')
  const first = project.launch(nothing)
  await until(() => project.lines('installs').length === 1)
  signalGroup(first.child.pid!, 'SIGKILL')
  await first.ended
  project.write('go', '')
  const next = [1, 2, 3, 4, 5].map(() => project.launch(nothing))
  expect((await Promise.all(next.map(({ ended }) => ended))).map(({ code }) => code)).toEqual([0, 0, 0, 0, 0])
  expect(project.lines('installs')).toEqual(['start', ...once])
})

test('a lock folder that its maker left empty, and one of a dead process, are free', async () => {
  using project = new SmallProject()
  mkdirSync(lockOf(project))
  expect((await project.launch(nothing).ended).code).toBe(0)
  const dead = project.start('true', [])
  await dead.ended
  project.write('package.json', `${readFileSync(join(project.folder, 'package.json'), 'utf8')}\n`)
  project.write(`.feiyu-install.lock/${dead.child.pid}-x`, '')
  expect((await project.launch(nothing).ended).code).toBe(0)
  expect(project.lines('installs')).toEqual([...once, ...once])
})

test.skipIf(process.platform !== 'linux')('a pid that another process has by now does not hold the lock', async () => {
  using project = new SmallProject()
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const started = stat.slice(stat.lastIndexOf(')')).split(' ')[20]!
  project.write(`.feiyu-install.lock/${process.pid}-x`, stat.replace(` ${started} `, ' 7 '))
  expect((await project.launch(nothing).ended).code).toBe(0)
})

test('a failed install is told, leaves the lock free, and nothing runs', async () => {
  using project = new SmallProject()
  project.write('preinstall.sh', 'echo no room >&2\nexit 1\n')
  const { ended, stdout, stderr } = project.launch(['-e', 'console.log("ran")'])
  expect((await ended).code).toBe(1)
  expect(stdout()).toBe('')
  expect(stderr()).toMatch(/no room[\s\S]*feiyu: `npm ci` ended with 1/)
  expect(existsSync(lockOf(project))).toBe(false)
})

test('the npm and node of node_modules, production mode and inherited npm settings do not spoil the install', async () => {
  using project = new SmallProject()
  const bin = join(project.folder, 'node_modules', '.bin')
  for (const name of ['npm', 'node']) {
    project.write(`node_modules/.bin/${name}`, '#!/bin/sh\nexit 99\n')
    chmodSync(join(bin, name), 0o755)
  }
  project.addDevDependency('tool')
  project.write('preinstall.sh', 'echo "$npm_config_workspace|$npm_config_fetch_retries" >installs\n')
  const { ended, stderr } = project.launch(nothing, {
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    NODE_ENV: 'production',
    npm_config_omit: 'dev',
    npm_config_workspace: 'nowhere',
    npm_config_fetch_retries: '1',
    npm_node_execpath: join(bin, 'node'),
    npm_execpath: join(bin, 'npm'),
  })
  expect(await ended, stderr()).toMatchObject({ code: 0 })
  expect(project.lines('installs')).toEqual(['|1'])
  expect(existsSync(join(project.folder, 'node_modules', 'tool', 'package.json'))).toBe(true)
})

test('without npm the message says so', async () => {
  using project = new SmallProject()
  const { ended, stderr } = project.launch(nothing, { PATH: pathWithout(project), npm_execpath: '' })
  expect((await ended).code).toBe(1)
  expect(stderr()).toContain('feiyu: `npm` is not found')
})

/** A PATH that holds the shell and nothing else. */
function pathWithout(project: SmallProject): string {
  project.write('bin/sh', '#!/bin/sh\nexec /bin/sh "$@"\n')
  chmodSync(join(project.folder, 'bin', 'sh'), 0o755)
  return join(project.folder, 'bin')
}

function lockOf(project: SmallProject): string {
  return join(project.folder, '.feiyu-install.lock')
}
