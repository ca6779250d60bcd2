import type { Digest } from '@feiyu/core'
import { readEntry } from '@feiyu/evidence'
import type { LoggedRoot, LogView } from '@feiyu/gate'

const stepEntries = 256

/** The newest entry of a book at `from` or later: the log is read from its end, as it is nearly always among the last. */
export async function newestLogged(log: LogView, book: Digest, from: number): Promise<LoggedRoot | null> {
  for (let end = log.tree.size; end > from; ) {
    const start = Math.max(from, Math.floor((end - 1) / stepEntries) * stepEntries)
    let newest: LoggedRoot | null = null
    let index = start
    for await (const bytes of log.entries(start, end)) {
      const entry = readEntry(bytes)
      if (entry.kind === 'tally' && entry.body.book === book) newest = { root: entry.body.root, index }
      index++
    }
    if (newest !== null) return newest
    end = start
  }
  return null
}
