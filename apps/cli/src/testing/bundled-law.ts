import { fileURLToPath } from 'node:url'
import { createLaw, type Law, loadPack } from '@feiyu/law'
import { readPackFiles } from '../packs/read-packs.ts'

/** The packs of this checkout put together. */
export async function bundledLaw(): Promise<Law> {
  const folder = fileURLToPath(new URL('../../../../packs', import.meta.url))
  return createLaw(await Promise.all((await readPackFiles(folder)).map((files) => loadPack(files))))
}
