import { createLaw, type Law } from '../engine/law.ts'
import { loadPack, type PackFiles } from '../pack/load-pack.ts'

/** The law of these packs with one text of one file put in the place of another. */
export async function changedLaw(
  folders: readonly PackFiles[],
  path: string,
  before: string | RegExp,
  after: string,
): Promise<Law> {
  let changed = 0
  const files = folders.map((folder) => {
    const text = folder[path]
    const next = text?.replace(before, after)
    if (text === undefined || next === undefined || next === text) return folder
    changed++
    return { ...folder, [path]: next }
  })
  if (changed === 0) throw new RangeError(`no pack has \`${String(before)}\` in ${path}`)
  return createLaw(await Promise.all(files.map((one) => loadPack(one))))
}
