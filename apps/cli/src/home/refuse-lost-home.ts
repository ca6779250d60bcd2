import { checkNewest, type Disk, hasLog, openLogForReading } from '@feiyu/gate'
import { HomeError } from '../errors.ts'
import { homeLayout, inHome } from './home-layout.ts'
import { readKeyFile } from './key-files.ts'

/** What only a home that had its key and its log can hold. */
const traces = [
  `${homeLayout.crossings}/closed`,
  `${homeLayout.crossings}/open`,
  homeLayout.decisions,
  homeLayout.denials,
  homeLayout.books,
  homeLayout.bookKeys,
  homeLayout.tallyKeys,
]

/**
 * Refuses a home of which key or log are gone, whoever asks: persons that crossed would be counted from nothing again. A
 * home that was never begun, or is being begun, is whole. Changes nothing and waits for nobody.
 *
 * @throws HomeError FEIYU_HOME_KEY_LOST, FEIYU_HOME_LOG_LOST
 * @throws LogError when the newest entry of the log is not there, or does not lead to its root
 */
export async function refuseLostHome(home: string, disk: Disk): Promise<void> {
  const path = inHome(home, homeLayout.portKey)
  // Backwards through the order in which a home is begun, so that one begun meanwhile does not look lost.
  const trace = await firstTrace(disk)
  const hadLog = await hasLog(disk, homeLayout.log)
  const next = await readKeyFile(inHome(home, homeLayout.nextPortKey))
  const key = await readKeyFile(path)
  if (key === null && next === null && hadLog) throw keyLost(path)
  if (!(await hasLog(disk, homeLayout.log))) {
    const left = key === null ? trace : homeLayout.portKey
    if (left !== null) throw logLost(inHome(home, left), inHome(home, homeLayout.log))
    return
  }
  await refuseTornLog(disk, 0)
}

/** A writer at the same time may take away what an earlier checkpoint needs: a log that has grown is looked at again. */
async function refuseTornLog(disk: Disk, seen: number): Promise<void> {
  const { reader, tree } = await openLogForReading(disk, homeLayout.log)
  try {
    await checkNewest(reader, tree)
  } catch (error) {
    if (tree.size === seen) throw error
    await refuseTornLog(disk, tree.size)
  }
}

async function firstTrace(disk: Disk): Promise<string | null> {
  for (const folder of traces) if ((await disk.list(folder)).length > 0) return folder
  return null
}

/** A home that holds a log and not its key. */
export function keyLost(path: string): HomeError {
  return new HomeError(
    'FEIYU_HOME_KEY_LOST',
    `the home holds a log, but not its key \`${path}\`; put the key back from its copy`,
    { at: path },
  )
}

function logLost(left: string, log: string): HomeError {
  return new HomeError(
    'FEIYU_HOME_LOG_LOST',
    `the home holds \`${left}\`, but not its log \`${log}\`; put back the newest copy of the whole home, or set FEIYU_HOME to a new folder`,
    { at: log },
  )
}
