import { auditLog, webHashing } from '@feiyu/evidence'
import { nodeDisk, openLogForReading, type Persons } from '@feiyu/gate'
import { createContext } from '../context.ts'
import { homeLayout } from '../home/home-layout.ts'
import { lookUpBook } from '../home/open-home.ts'
import { silentStreams } from './silent-streams.ts'

/** What a home says of itself once all commands on it have ended. */
export interface HomeState {
  /** Faults of the log, of which there should be none. */
  readonly faults: readonly unknown[]
  readonly openCrossings: readonly string[]
  readonly unsettled: number
  readonly upper: Persons | null
  /** Kinds of the entries, in order. */
  readonly entries: readonly string[]
}

/** Looks at a home as it lies on the disk. */
export async function homeState(home: string, uscc: string): Promise<HomeState> {
  const context = createContext({ home, noColour: true, locale: null, account: 'test' }, silentStreams(), {
    language: 'en',
    json: true,
  })
  const disk = nodeDisk(home)
  const log = await openLogForReading(disk, homeLayout.log)
  const entries: string[] = []
  for await (const bytes of log.entries(0, log.tree.size)) entries.push(kindOf(bytes))
  const faults: unknown[] = []
  const audit = { reader: log.reader, tree: log.tree, key: log.key, hashing: webHashing }
  for await (const fault of auditLog(audit)) faults.push(fault)
  await using book = await lookUpBook(context, uscc, context.clock.now())
  return {
    faults,
    openCrossings: await disk.list(`${homeLayout.crossings}/open`),
    unsettled: book === null ? 0 : (await book.unsettled()).length,
    upper: book === null ? null : (await book.figures()).upper,
    entries,
  }
}

function kindOf(entry: Uint8Array): string {
  const value: unknown = JSON.parse(new TextDecoder().decode(entry))
  return typeof value === 'object' && value !== null && 'kind' in value ? String(value.kind) : '?'
}
