import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('an unknown FEIYU_ name is an error that names the nearest known one', () => {
  expect(() => readConfig({ FEIYU_HOEM: '/tmp/x' })).toThrow(/`FEIYU_HOEM`; did you mean `FEIYU_HOME`/)
  expect(() => readConfig({ FEIYU_ABRACADABRA: '1' })).toThrow(/known are `FEIYU_HOME`/)
})

test('the home is the state folder of the user, by platform', () => {
  expect(readConfig({}, 'linux').home).toBe(join(homedir(), '.local/state/feiyu'))
  expect(readConfig({ XDG_STATE_HOME: '/var/state' }, 'linux').home).toBe('/var/state/feiyu')
  expect(readConfig({ XDG_STATE_HOME: 'relative' }, 'linux').home).toBe(join(homedir(), '.local/state/feiyu'))
  expect(readConfig({}, 'darwin').home).toBe(join(homedir(), 'Library/Application Support/feiyu'))
  expect(readConfig({ LOCALAPPDATA: '/c/local' }, 'win32').home).toBe('/c/local/feiyu')
  expect(readConfig({ FEIYU_HOME: '/srv/feiyu' }, 'linux').home).toBe('/srv/feiyu')
})

test('a relative FEIYU_HOME is refused, as it would follow the working folder', () => {
  expect(() => readConfig({ FEIYU_HOME: 'state' })).toThrow(/absolute path/)
})

test('LC_ALL goes before LC_MESSAGES and LANG, and an empty one counts as not set', () => {
  expect(readConfig({ LC_ALL: 'zh_CN.UTF-8', LANG: 'en_GB' }).locale).toBe('zh_CN.UTF-8')
  expect(readConfig({ LC_ALL: '', LC_MESSAGES: 'en_GB', LANG: 'zh_CN' }).locale).toBe('en_GB')
  expect(readConfig({}).locale).toBeNull()
})
