import { entriesPath, leavesPath, tilePath } from '@feiyu/evidence'
import type { LogFolder } from './log-files.ts'

const width = 256
/** Names in one folder of a tlog-tiles tree. */
const fanOut = 1000
/** Full tiles that one checkpoint may have added, and so may have left their partial files behind in a crash. */
const reach = 16

/** Folders of partial files whose full file the checkpoint covers; a crash before their removal has left them. */
export async function outgrownFolders(folder: LogFolder, size: number): Promise<readonly string[]> {
  const found: string[] = []
  for (let level = 0, full = Math.floor(size / width); full > 0; level++, full = Math.floor(full / width)) {
    const places = [(index: number) => tilePath({ level, index, width })]
    if (level === 0) {
      places.push(
        (index) => leavesPath(index, width),
        (index) => entriesPath(index, width),
      )
    }
    for (const pathOf of places) found.push(...(await outgrownAt(folder, pathOf, full)))
  }
  return found
}

/** Partial folders below place `full`, near it. */
async function outgrownAt(
  folder: LogFolder,
  pathOf: (index: number) => string,
  full: number,
): Promise<readonly string[]> {
  const found: string[] = []
  const groups = new Set([Math.floor(Math.max(0, full - reach) / fanOut), Math.floor(full / fanOut)])
  for (const group of groups) {
    const first = pathOf(group * fanOut)
    const parent = first.slice(0, first.lastIndexOf('/'))
    for (const name of await folder.disk.list(folder.path(parent))) {
      const number = /^(\d{3})\.p$/.exec(name)?.[1]
      if (number !== undefined && group * fanOut + Number(number) < full) found.push(`${parent}/${name}`)
    }
  }
  return found
}
