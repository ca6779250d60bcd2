import type { Writable } from 'node:stream'
import { type Paint, paintFor } from './paint.ts'

/** A stream to write to; `isTTY` and `columns` are there on a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number }

/**
 * Where a command writes. The report goes to standard output; with `--json` exactly one document goes there instead.
 * Notes, warnings and progress go to standard error in both cases.
 */
export interface Output {
  readonly json: boolean
  /** Columns of the terminal, 80 where there is none; at most 120, as longer lines are hard to read. */
  readonly width: number
  readonly paint: Paint
  readonly errorPaint: Paint
  readonly stderr: OutputStream
  /** A part of the report for people; nothing with `--json`. */
  report(text: string): void
  /** The one document of `--json`; nothing without it. */
  document(value: unknown): void
  /** A remark beside the report. */
  note(text: string): void
}

/** Builds the output of one run over the process's streams. */
export function createOutput(
  streams: { readonly stdout: OutputStream; readonly stderr: OutputStream },
  options: { readonly json: boolean; readonly noColour: boolean },
): Output {
  const { stdout, stderr } = streams
  ignoreClosedReader(stdout)
  ignoreClosedReader(stderr)
  return {
    json: options.json,
    width: Math.min(Math.max(stdout.columns ?? 80, 40), 120),
    paint: paintFor(stdout, options.noColour),
    errorPaint: paintFor(stderr, options.noColour),
    stderr,
    report: (text) => {
      if (!options.json) stdout.write(`${text}\n`)
    },
    document: (value) => {
      if (options.json) stdout.write(`${JSON.stringify(value, null, 2)}\n`)
    },
    note: (text) => {
      stderr.write(`${text}\n`)
    },
  }
}

/** `feiyu … | head` closes the pipe early: that is the reader's choice, not a fault. */
function ignoreClosedReader(stream: OutputStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
