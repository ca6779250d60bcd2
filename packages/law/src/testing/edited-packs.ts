import type { PackFiles } from '../pack/load-pack.ts'
import { allPackFolders } from './pack-folder.ts'

/** All packs with one file of one of them changed; a change that changes nothing is an error of the test. */
export function edited(id: string, file: string, change: (text: string) => string): readonly PackFiles[] {
  return allPackFolders().map((folder) => {
    if (!folder['pack.yaml']?.includes(`\nid: ${id}\n`)) return folder
    const text = change(folder[file] ?? '')
    if (text === folder[file]) throw new Error(`nothing changed in ${file}`)
    return { ...folder, [file]: text }
  })
}
