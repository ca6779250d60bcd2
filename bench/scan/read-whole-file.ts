import { createReadStream } from 'node:fs'

/** Reads a file as Node does it best in a loop, 1 MiB at a time, and returns its size: what a scan cannot beat. */
export async function readWholeFile(path: string): Promise<number> {
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) bytes += chunk.length
  return bytes
}
