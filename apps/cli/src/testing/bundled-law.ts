import { fileURLToPath } from 'node:url'
import { createLaw, type Law, loadPack } from '@feiyu/law'
import { readPackFiles } from '../packs/read-packs.ts'

/** The packs of this checkout. */
export const packsFolder = fileURLToPath(new URL('../../../../packs', import.meta.url))

/** The same put together. */
export async function bundledLaw(): Promise<Law> {
  return createLaw(await Promise.all((await readPackFiles(packsFolder)).map((files) => loadPack(files))))
}
