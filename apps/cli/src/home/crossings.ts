import type { Json } from '@feiyu/core'
import { type Receipt, writeReceipt } from '@feiyu/evidence'
import {
  type Book,
  type CrossingContext,
  type Destination,
  DiskError,
  diskError,
  diskFaultOf,
  fileDestination,
  type KeptCrossing,
  nodeDisk,
  type RecoveryContext,
} from '@feiyu/gate'
import type { Context } from '../context.ts'
import { HomeError } from '../errors.ts'
import { makePrivateFolder, writeDurably } from './durable-write.ts'
import { homeLayout, inHome } from './home-layout.ts'
import { gatewayNames, type Home } from './open-home.ts'

/** Where a file goes that crosses: kept with the crossing, so that recovery finds it again. */
export interface FilePlace {
  /** Absolute. */
  readonly folder: string
  readonly name: string
}

/** Where crossings of this home take place. */
export function crossingContext(context: Context, home: Home): CrossingContext {
  return {
    disk: home.disk,
    folder: homeLayout.crossings,
    clock: context.clock,
    ...gatewayNames,
    random: context.random,
    openLog: home.openLog,
    keepReceipt: (receipt, crossing) => keepReceipt(context, receipt, crossing),
    reached: context.reached,
  }
}

/** What closes crossings of this home whose process is gone. */
export function recoveryContext(context: Context, home: Home): RecoveryContext {
  const { disk, folder, clock, clockName, gateway, openLog, keepReceipt: keep } = crossingContext(context, home)
  return {
    ...{ disk, folder, clock, clockName, gateway, openLog, keepReceipt: keep },
    booksOf: async ({ count }) => {
      await using held = new AsyncDisposableStack()
      const books: Book[] = []
      for (const { handler, book: id } of count.books) {
        const { book } = held.use(await home.bookWithId(handler, id))
        books.push(book)
      }
      // From here on recovery has to give them back.
      held.move()
      return books
    },
    destinationOf: (record) => destinationOf(placeOf(record)),
  }
}

/** The destination of a file. What cannot be opened is said by its final name, whatever the name it is written under. */
export function destinationOf({ folder, name }: FilePlace): Destination {
  const destination = fileDestination(nodeDisk(folder), '.', name)
  return {
    ...destination,
    open: (permit) =>
      destination.open(permit).catch((error: unknown) => {
        const fault = error instanceof DiskError ? diskFaultOf(error) : null
        throw fault === null ? error : diskError(fault, `${folder}/${name}`, error)
      }),
  }
}

/** Path of the receipt of a crossing: beside the file that crossed, or in the home where none did. */
export function receiptPath(home: string, receipt: Receipt, place: FilePlace): string {
  const { end, permit } = receipt.outcome.entry.body
  if (end === 'completed') return `${place.folder}/${place.name}.receipt.json`
  return inHome(home, `${homeLayout.receipts}/${permit.slice('sha256:'.length)}.json`)
}

async function keepReceipt(context: Context, receipt: Receipt, { permit, destination }: KeptCrossing): Promise<void> {
  const text = writeReceipt(receipt)
  const { home } = context.config
  await makePrivateFolder(inHome(home, homeLayout.receipts))
  try {
    await writeDurably(receiptPath(home, receipt, placeOf(destination)), text, { replace: true })
  } catch (error) {
    // The folder may be gone by now; the receipt must not be lost with it.
    if (!(error instanceof HomeError)) throw error
    const path = inHome(home, `${homeLayout.receipts}/${permit.id.slice('sha256:'.length)}.json`)
    await writeDurably(path, text, { replace: true })
    context.out.note(context.say.home.receiptKept(path))
  }
}

function placeOf(record: Json): FilePlace {
  if (typeof record === 'object' && record !== null && 'folder' in record && 'name' in record) {
    const { folder, name } = record
    if (typeof folder === 'string' && typeof name === 'string') return { folder, name }
  }
  throw new HomeError(
    'FEIYU_HOME_CROSSING',
    'the record of a crossing names no destination; put back the newest copy of the home',
  )
}
