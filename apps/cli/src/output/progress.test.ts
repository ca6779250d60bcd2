import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { messagesOf } from '../i18n/messages.ts'
import { createOutput } from './output.ts'
import { progressLine, startProgress } from './progress.ts'

class Sink extends Writable {
  text = ''
  readonly isTTY: boolean
  constructor(isTTY: boolean) {
    super()
    this.isTTY = isTTY
  }
  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk)
    done()
  }
}

function run(isTTY: boolean, seconds: readonly number[]): string {
  const stderr = new Sink(isTTY)
  let now = 0
  const out = createOutput({ stdout: new Sink(isTTY), stderr }, { json: false, noColour: true })
  const progress = startProgress(out, messagesOf('en'), { now: () => now }, 'reading x')
  for (const second of seconds) {
    now = second * 1000
    progress.update(second * 1e6, 10e6)
  }
  progress.end()
  return stderr.text
}

test('progress appears after a second on a terminal, with rate and time left', () => {
  expect(run(true, [0.2, 0.9])).toBe('')
  expect(run(true, [0.2, 2])).toContain('20%  1.00 MB/s  8s left')
  expect(run(true, [0.2, 2]).endsWith('\r\u001B[2K')).toBe(true)
})

test('nothing is drawn into a file or a pipe', () => {
  expect(run(false, [0.2, 2, 5])).toBe('')
})

test('a file of unknown size shows how much was read', () => {
  expect(progressLine(messagesOf('zh'), 'x', 5e6, null, 2)).toBe('x  5.00 MB  2.50 MB/s')
})

test('a long name does not make the line wider than a terminal', async () => {
  const { widthOf } = await import('./width.ts')
  const line = progressLine(
    messagesOf('zh'),
    '正在读取 一个名字非常长的客户数据文件2026年11月导出版本.csv',
    5e6,
    10e9,
    2,
  )
  expect(widthOf(line)).toBeLessThanOrEqual(79)
})
