import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { documentFonts } from '../report/fonts.ts'

/** Writes the fonts of documents into a folder as TrueType files: what a browser of the tests draws Chinese with. */
export async function writeDocumentFonts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const fonts = await documentFonts()
  await Promise.all(fonts.map(({ bytes }, index) => writeFile(join(folder, `${index}.ttf`), bytes)))
}
