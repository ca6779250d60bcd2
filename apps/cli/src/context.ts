import { randomBytes } from 'node:crypto'
import process from 'node:process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type CivilDate, type Clock, legalToday, systemClock } from '@feiyu/core'
import type { CrossingPoint } from '@feiyu/gate'
import type { Config } from './config.ts'
import type { Language } from './i18n/language.ts'
import { type Messages, messagesOf } from './i18n/messages.ts'
import { createOutput, type Output, type OutputStream } from './output/output.ts'

/** All that a command may use of the world outside. */
export interface Context {
  readonly config: Config
  readonly language: Language
  readonly say: Messages
  readonly out: Output
  readonly clock: Clock
  /** The legal day: today in Asia/Shanghai. */
  readonly today: CivilDate
  readonly random: (size: number) => Uint8Array<ArrayBuffer>
  readonly stdin: Readable
  /** Whether a person can be asked: standard input and standard error are a terminal, and `--json` is not there. */
  readonly interactive: boolean
  /** Folder with one folder per law pack. */
  readonly packsFolder: string
  /** Told of each named point of a crossing; tests end the process there. */
  readonly reached: (point: CrossingPoint) => void | Promise<void>
}

/** What tests put in the place of the world. */
export interface Overrides {
  readonly clock?: Clock
  readonly reached?: Context['reached']
}

/** The streams of a process, or what a test puts in their place. */
export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean }
  readonly stdout: OutputStream
  readonly stderr: OutputStream
}

/** Builds the context of one run, in order. */
export function createContext(
  config: Config,
  streams: Streams,
  options: { readonly language: Language; readonly json: boolean } & Overrides,
): Context {
  const clock = options.clock ?? systemClock
  return {
    config,
    language: options.language,
    say: messagesOf(options.language),
    out: createOutput(streams, { json: options.json, noColour: config.noColour }),
    clock,
    today: legalToday(clock),
    random: (size) => Uint8Array.from(randomBytes(size)),
    stdin: streams.stdin,
    interactive:
      streams.stdin.isTTY === true && streams.stderr.isTTY === true && streams.stdout.isTTY === true && !options.json,
    reached: options.reached ?? (() => {}),
    packsFolder: fileURLToPath(new URL('../../../packs', import.meta.url)),
  }
}

/** The streams of this process. */
export const processStreams: Streams = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr }
