import type { Clock } from '@feiyu/core'
import type { Messages } from '../i18n/messages.ts'
import { bytes, duration } from './figures.ts'
import type { Output } from './output.ts'
import { pad, printable, widthOf, wrap } from './width.ts'

const silentMs = 1000
const everyMs = 100
const barWidth = 20
const mostLabel = 28

/** Shows how far a long piece of work is; a call more often than ten times a second draws nothing. */
export interface Progress {
  /** `done` and `total` in bytes; `total` null where it is not known. */
  update(done: number, total: number | null): void
  /** Takes the line away. */
  end(): void
}

/** A line on a terminal's standard error for work that takes more than a second; nothing anywhere else. */
export function startProgress(out: Output, say: Messages, clock: Clock, label: string): Progress {
  const started = clock.now()
  let drawn = 0
  if (out.stderr.isTTY !== true) return { update: () => {}, end: () => {} }
  return {
    update: (done, total) => {
      const now = clock.now()
      if (now - started < silentMs || now - drawn < everyMs) return
      drawn = now
      out.stderr.write(`\r\u001B[2K${progressLine(say, label, done, total, (now - started) / 1000)}`)
    },
    end: () => {
      if (drawn > 0) out.stderr.write('\r\u001B[2K')
      drawn = 0
    },
  }
}

/** One line: bar, percent, rate, time left. */
export function progressLine(
  say: Messages,
  label: string,
  done: number,
  total: number | null,
  seconds: number,
): string {
  const perSecond = seconds > 0 ? done / seconds : 0
  const rate = `${bytes(perSecond)}/s`
  const what = shortened(printable(label))
  if (total === null || total <= 0) return `${what}  ${bytes(done)}  ${rate}`
  const share = Math.min(1, done / total)
  const bar = '█'.repeat(Math.round(share * barWidth)).padEnd(barWidth, '░')
  const left = perSecond > 0 ? say.progress.left(duration(Math.max(0, (total - done) / perSecond))) : ''
  return `${what}  ${bar} ${pad(`${Math.floor(share * 100)}%`, 4, 'left')}  ${rate}  ${left}`.trimEnd()
}

/** The line has to stay one line on 80 columns. */
function shortened(label: string): string {
  return widthOf(label) <= mostLabel ? label : `${wrap(label, mostLabel - 1)[0] ?? ''}…`
}
