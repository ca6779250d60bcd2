import { verifyPermit } from '../permit/verify-permit.ts'
import type { CrossingContext, CrossingOrder, CrossingResult } from './crossing-context.ts'
import { CrossingFolders } from './crossing-folders.ts'
import { CrossingRun } from './crossing-run.ts'
import { type CrossingState, next } from './crossing-state.ts'

/**
 * Takes one input through the gate under one permit. The permit is judged here, from its bytes on; it is published before
 * the first byte is released; nothing is seen at the destination unless the whole crossed. What the gate refuses or stops
 * is a value, and so is what breaks (source, destination, disk) once the permit is published: it was closed with an outcome
 * then. Where even that failed, `FEIYU_CROSSING_OPEN` is thrown: recovery will close it, and its persons stay counted until
 * then.
 *
 * @throws CrossingError, and whatever source, gate, book, log and destination throw before the permit is published
 */
export async function cross(context: CrossingContext, order: CrossingOrder): Promise<CrossingResult> {
  const folders = new CrossingFolders(context.disk, context.folder)
  const verdict = await verifyPermit(order.documents, {
    ...order.trust,
    clock: context.clock,
    used: (permit) => folders.isUsed(permit),
  })
  if (verdict.kind === 'refused') return verdict
  await using run = new CrossingRun(context, order, folders, verdict.permit)
  for (let state: CrossingState = 'open'; state !== 'closed'; ) {
    state = next(state, await run.enter(state))
    run.tell(state)
  }
  return run.result()
}
