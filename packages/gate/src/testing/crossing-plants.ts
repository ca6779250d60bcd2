import { entryDigest, readEntry } from '@feiyu/evidence'
import type { PersonBatch } from '@feiyu/scan'
import { nodeHashing } from '../log/log-files.ts'
import type { Book, Segment } from '../ports/book.ts'
import type { EvidenceLog } from '../ports/log.ts'
import type { Destination } from '../ports/sink.ts'
import type { CrossingPlant } from './crossing-world.ts'
import { diskPlants, noSync, through, withFiles } from './disk-plants.ts'

/** A bug that the simulation of crossings must catch, and by what it is caught. */
export interface ListedPlant {
  readonly plant: () => CrossingPlant
  /** What at least one of the problems says. */
  readonly caughtBy: RegExp
  /** So rarely seen that only the soak looks for it. */
  readonly rare?: true
}

/** The bugs that are planted around a crossing. Tests and soaks switch one on; nothing else can. */
export const crossingPlants: Readonly<Record<string, ListedPlant>> = {
  'release before publish': {
    plant: () => ({ log: publishingLater() }),
    caughtBy: /released before their permit is published/,
  },
  'settle before reserve': {
    plant: () => ({ book: reservingLater }),
    caughtBy: /counted while \d+ are at the destination/,
  },
  'persons acknowledged before they are written': {
    plant: () => ({ book: admittingLater }),
    caughtBy: /counted, and \d+ are at the destination/,
  },
  'no fsync at all': { plant: () => ({ disk: diskPlants['no fsync at all'] }), caughtBy: /./ },
  'no fsync of folders': { plant: () => ({ disk: diskPlants['no fsync of folders'] }), caughtBy: /./ },
  'no fsync of the released file': {
    plant: () => ({ disk: (disk) => withFiles(disk, (path) => path.endsWith('.part'), noSync) }),
    caughtBy: /not those that outcomes prove/,
  },
  'no fsync of the destination folder': {
    plant: () => ({
      disk: (disk) => ({
        ...through(disk),
        syncFolder: async (path) => (path === 'out' ? undefined : disk.syncFolder(path)),
      }),
    }),
    caughtBy: /not those that outcomes prove/,
  },
  'no fsync of what recovery needs': {
    plant: () => ({
      disk: (disk) => ({
        ...withFiles(disk, (path) => path.includes('/crossings/'), noSync),
        syncFolder: async (path) => (path.includes('/crossings') ? undefined : disk.syncFolder(path)),
      }),
    }),
    caughtBy: /a permit without outcome|recovery gives up/,
  },
  'retry after failed fsync': { plant: () => ({ disk: diskPlants['retry after failed fsync'] }), caughtBy: /./ },
  'no checksum': { plant: () => ({ disk: diskPlants['no checksum'] }), caughtBy: /./, rare: true },
  'a final name that replaces': {
    plant: () => ({
      disk: (disk) => ({
        ...through(disk),
        names: async (path) => (path.startsWith('out/') && !path.endsWith('.part') ? 0 : disk.names(path)),
        link: async (from, to) => {
          await disk.rename(from, to)
          return true
        },
      }),
    }),
    caughtBy: /not those that outcomes prove/,
    rare: true,
  },
  'recovery that never believes in a commit': {
    plant: () => ({ destination: (destination) => ({ ...destination, left: async () => 'nothing' }) }),
    caughtBy: /not those that outcomes prove|\d+ counted/,
  },
  'recovery that takes nothing away': {
    plant: () => ({ destination: (destination) => ({ ...destination, tidy: async () => {} }) }),
    caughtBy: /a temporary file is left/,
  },
  'a temporary name that is not there was taken away by us': {
    plant: () => ({ destination: forgetful }),
    caughtBy: /\d+ counted/,
  },
  'recovery that takes a missing part for nothing': {
    plant: () => ({ destination: (destination) => ({ ...destination, withdraw: async () => 'nothing' }) }),
    caughtBy: /\d+ counted/,
  },
  'recovery that believes whatever bears the name of the part': {
    plant: () => ({
      destination: (destination) => ({
        ...destination,
        left: (permit) => destination.left(permit, null),
        withdraw: (permit) => destination.withdraw(permit, null),
      }),
    }),
    caughtBy: /\d+ counted/,
  },
  'a lock that keeps nobody out': {
    plant: () => ({
      disk: (disk) => ({ ...through(disk), lock: async () => ({ [Symbol.asyncDispose]: async () => {} }) }),
    }),
    caughtBy: /./,
  },
}

/** Never takes bytes back: only their name is taken away, where it still is. */
function forgetful(destination: Destination): Destination {
  return {
    ...destination,
    async open(permit) {
      const sink = await destination.open(permit)
      return {
        identity: sink.identity,
        write: (bytes) => sink.write(bytes),
        seal: () => sink.seal(),
        commit: () => sink.commit(),
        withdraw: async () => 'nothing',
        abort: () => sink.abort(),
        [Symbol.asyncDispose]: () => sink[Symbol.asyncDispose](),
      }
    },
  }
}

/** Says at once that a permit is published, and writes it when the outcome comes. */
function publishingLater(): (log: EvidenceLog) => EvidenceLog {
  const later: Uint8Array<ArrayBuffer>[] = []
  return (log) => ({
    get key() {
      return log.key
    },
    get size() {
      return log.size
    },
    get checkpoint() {
      return log.checkpoint
    },
    append(entry) {
      const { kind } = readEntry(entry)
      if (kind === 'permit') {
        later.push(entry)
        const published = Promise.resolve({ index: log.size, digest: nodeHashing(entryDigest(entry)) })
        return { durable: Promise.resolve(), published }
      }
      if (kind === 'outcome') for (const permit of later.splice(0)) log.append(permit)
      return log.append(entry)
    },
    prove: (index) => log.prove(index),
    entries: (from, to) => log.entries(from, to),
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  })
}

/** Holds no headroom and writes no person before the end. */
function reservingLater(book: Book): Book {
  const requests = new Map<string, Parameters<Book['reserve']>[0]>()
  const admitted = new Map<string, PersonBatch[]>()
  return {
    ...plain(book),
    async reserve(request) {
      requests.set(request.head.permit, request)
      const { newPersons, upper } = await book.preview(request.head, request.persons!)
      return { kind: 'reserved', newPersons, upper }
    },
    open: async (permit) => {
      const batches: PersonBatch[] = []
      admitted.set(permit, batches)
      return segmentOf(async (persons) => {
        batches.push(persons)
      })
    },
    unsettled: async () => [...(await book.unsettled()), ...([...requests.keys()] as `sha256:${string}`[])],
    async settle(permit, released) {
      const request = requests.get(permit)
      requests.delete(permit)
      if (request !== undefined) {
        await book.reserve(request)
        await using segment = await book.open(permit)
        for (const persons of admitted.get(permit) ?? []) await segment.admit(persons)
      }
      return book.settle(permit, released)
    },
  }
}

/** Says that persons are durable, and writes them when their crossing is settled. */
function admittingLater(book: Book): Book {
  const waiting = new Map<string, (() => Promise<unknown>)[]>()
  return {
    ...plain(book),
    async open(permit) {
      const segment = await book.open(permit)
      const later: (() => Promise<unknown>)[] = []
      waiting.set(permit, later)
      return segmentOf(async (persons) => {
        later.push(() => segment.admit(persons))
      })
    },
    async settle(permit, released) {
      for (const admit of waiting.get(permit) ?? []) await admit()
      return book.settle(permit, released)
    },
  }
}

function segmentOf(take: (persons: PersonBatch) => Promise<void>): Segment {
  return {
    newPersons: { ordinary: 0, sensitive: 0 },
    async admit(persons) {
      await take(persons)
      return { kind: 'admitted', newPersons: { ordinary: 0, sensitive: 0 } }
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

/** The same book as a plain object, so that single calls can be put in the place of its own. */
function plain(book: Book): Book {
  return {
    id: book.id,
    year: book.year,
    key: book.key,
    figures: () => book.figures(),
    preview: (head, persons) => book.preview(head, persons),
    reserve: (request) => book.reserve(request),
    open: (permit) => book.open(permit),
    settle: (permit, released) => book.settle(permit, released),
    unsettled: () => book.unsettled(),
    [Symbol.asyncDispose]: () => book[Symbol.asyncDispose](),
  }
}
