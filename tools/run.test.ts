import process from 'node:process'
import { expect, test } from 'vitest'
import { SmallProject, until } from './testing/small-project.ts'

const untilTerm = `
  process.on('SIGTERM', () => { console.log('stopped'); process.exit(7) })
  process.on('SIGINT', () => { console.log('interrupted') })
  setInterval(() => {}, 1000)
  console.log('ready')
`

test('tests run on the Node that the project pins', () => {
  expect(process.version).toMatch(/^v24\./)
})

test.each([0, 1, 4, 255])('exit code %i of the script is the exit code of the launcher', async (code) => {
  using project = new SmallProject()
  expect(await project.launch(['-e', `process.exit(${code})`]).ended).toEqual({ code, signal: null })
})

test('a script that a signal ended gives 128 and the number of the signal', async () => {
  using project = new SmallProject()
  const { ended } = project.launch(['-e', "process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000)"])
  expect(await ended).toEqual({ code: 137, signal: null })
})

test('arguments and both outputs pass through untouched', async () => {
  using project = new SmallProject()
  project.write('echo.mjs', 'console.log(JSON.stringify(process.argv.slice(2))); console.error("to error")')
  const { ended, stdout, stderr } = project.launch(['echo.mjs', '--lang', 'zh', 'a b', '$x', '飞鱼'])
  await ended
  expect(JSON.parse(stdout())).toEqual(['--lang', 'zh', 'a b', '$x', '飞鱼'])
  expect(stderr()).toMatch(/to error\n$/)
})

test('SIGTERM reaches the script, which ends in its own way', async () => {
  using project = new SmallProject()
  const { child, ended, stdout } = project.launch(['-e', untilTerm])
  await until(() => stdout().includes('ready'))
  child.kill('SIGTERM')
  expect(await ended).toEqual({ code: 7, signal: null })
  expect(stdout()).toBe('ready\nstopped\n')
})

test('SIGINT is left to the terminal, which sends it to the script too: it arrives once', async () => {
  using project = new SmallProject()
  const { child, ended, stdout } = project.launch(['-e', untilTerm])
  await until(() => stdout().includes('ready'))
  process.kill(-child.pid!, 'SIGINT')
  await until(() => stdout().includes('interrupted'))
  child.kill('SIGTERM')
  await ended
  expect(stdout()).toBe('ready\ninterrupted\nstopped\n')
})

test('a launcher whose parent was killed stops the script', async () => {
  using project = new SmallProject()
  project.write('server.mjs', untilTerm)
  const shell = project.start('sh', ['-c', `"${process.execPath}" tools/run.mjs server.mjs; exit $?`])
  await until(() => shell.stdout().includes('ready'))
  shell.child.kill('SIGKILL')
  await until(() => shell.stdout().includes('stopped'))
  await shell.ended
})

test('no script is a usage error', async () => {
  using project = new SmallProject()
  const { ended, stderr } = project.launch([])
  expect((await ended).code).toBe(2)
  expect(stderr()).toContain('no script given')
})
