/** The thread of a lane: reads batches from a ring, scan after scan, and answers each with what it found. */
import { type MessagePort, parentPort, receiveMessageOnPort } from 'node:worker_threads'
import { createLane, type Lane, ScanError, type ScanHead, type ScannerOptions, type ScanPart } from '@feiyu/scan'
import { LaneRing, type SharedRing } from './lane-ring.ts'

/** Begins a scan in a lane. */
export interface LaneOrder {
  readonly options: ScannerOptions
  readonly head: ScanHead
  readonly ring: SharedRing
}

/** More columns were found: all names so far. */
export interface LaneNames {
  readonly names: readonly string[]
}

/** What a lane answers. An error is one of `@feiyu/scan`, told by its parts, as a thread cannot throw to another. */
export type LaneAnswer =
  | { readonly part: ScanPart }
  | { readonly error: { readonly code: string; readonly message: string } }

const port = parentPort!
port.on('message', (order: LaneOrder | LaneNames) => {
  // Names that came too late for any batch of the scan before.
  if (!('ring' in order)) return
  const answer = answerTo(order, port)
  port.postMessage(answer, 'part' in answer ? memoryOf(answer.part) : [])
})

function answerTo({ options, head, ring: shared }: LaneOrder, names: MessagePort): LaneAnswer {
  const ring = new LaneRing(shared)
  try {
    const lane = createLane(options, head)
    let known = head.names.length
    for (let parcel = ring.wait(); parcel !== null; parcel = ring.wait()) {
      while (known < parcel.columns) known = takeNames(names, lane)
      lane.read(parcel.batch)
      parcel.release()
    }
    return { part: lane.takePart() }
  } catch (error) {
    if (error instanceof ScanError) return { error: { code: error.code, message: error.message } }
    throw error
  }
}

/** Names are sent before the first batch that needs them. */
function takeNames(port: MessagePort, lane: Lane): number {
  const { message } = receiveMessageOnPort(port) as { readonly message: LaneNames }
  lane.setColumns(message.names)
  return message.names.length
}

/** What is handed over, not copied. */
function memoryOf({ persons, links }: ScanPart): ArrayBuffer[] {
  return [persons.table.buffer, persons.persons.buffer, links.words.buffer]
}
