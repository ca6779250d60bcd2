import { DiskError } from '../errors.ts'
import type { Sink, Withdrawn } from '../ports/sink.ts'
import { isLost } from './crossing-faults.ts'
import type { OpenCrossing } from './crossing-folders.ts'

/**
 * Takes back what a stopped crossing wrote: first its bytes, wherever they lie by now; then, once it is durable that
 * nothing of them is left, their name. Says what may be left all the same.
 *
 * @throws whatever keeps the crossing open: recovery takes the rest away
 */
export async function takeBack(sink: Sink, crossing: OpenCrossing, withdrawn: () => Promise<void>): Promise<Withdrawn> {
  const left = await sink.withdraw()
  await withdrawn()
  if (left === 'nothing') {
    await crossing.writeWithdrawn()
    await sink.abort()
    return left
  }
  try {
    await sink.abort()
  } catch (error) {
    // A destination that is out of reach is not tidied. What may have left is counted, and the outcome says so.
    if (!(error instanceof DiskError) || isLost(error)) throw error
  }
  return left
}
