import { Readable, Writable } from 'node:stream'
import type { Streams } from '../context.ts'

/** Streams that take everything and show nothing. */
export function silentStreams(): Streams {
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })
  return { stdin: Readable.from([]), stdout: nowhere(), stderr: nowhere() }
}
