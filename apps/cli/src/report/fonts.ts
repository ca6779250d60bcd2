import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'

/** A font as TrueType, and the characters that it draws. */
export interface Font {
  readonly bytes: Buffer
  readonly has: (codePoint: number) => boolean
}

// Latin first: in the Chinese family bold Latin letters are missing in most files.
const families = [
  { folder: '@fontsource/noto-sans', files: /^noto-sans-latin(-ext)?-(400|700)-normal\.woff$/ },
  { folder: '@fontsource/noto-sans-sc', files: /^noto-sans-sc-(\d+|chinese-simplified|latin)-(400|700)-normal\.woff$/ },
]

/** Names of the families, in the order in which a character is looked for. */
export const fontFamilies: readonly string[] = ['Noto Sans', 'Noto Sans SC']

/** The fonts of documents: Noto Sans and Noto Sans SC, regular and bold (SIL Open Font License 1.1). */
export async function documentFonts(): Promise<readonly Font[]> {
  const fonts: Font[] = []
  for (const { folder, files } of families) {
    const root = join(dirname(fileURLToPath(import.meta.resolve(`${folder}/package.json`))), 'files')
    for (const name of (await readdir(root)).filter((one) => files.test(one)).sort()) {
      const bytes = sfntOf(await readFile(join(root, name)))
      fonts.push({ bytes, has: characterMap(bytes) })
    }
  }
  return fonts
}

/** Unpacks a WOFF file (W3C WOFF 1.0) into the TrueType font inside: what typesetters read. */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new TypeError('a font file is not WOFF')
  const count = woff.readUInt16BE(12)
  const header = Buffer.alloc(12 + 16 * count)
  header.writeUInt32BE(woff.readUInt32BE(4), 0)
  header.writeUInt16BE(count, 4)
  const power = 2 ** Math.floor(Math.log2(count))
  header.writeUInt16BE(power * 16, 6)
  header.writeUInt16BE(Math.log2(power), 8)
  header.writeUInt16BE((count - power) * 16, 10)
  const tables: Buffer[] = [header]
  let offset = header.length
  for (let index = 0; index < count; index++) {
    const entry = 44 + 20 * index
    const start = woff.readUInt32BE(entry + 4)
    const packed = woff.subarray(start, start + woff.readUInt32BE(entry + 8))
    const size = woff.readUInt32BE(entry + 12)
    const table = packed.length < size ? inflateSync(packed) : packed
    const at = 12 + 16 * index
    woff.copy(header, at, entry, entry + 4)
    woff.copy(header, at + 4, entry + 16, entry + 20)
    header.writeUInt32BE(offset, at + 8)
    header.writeUInt32BE(size, at + 12)
    const padded = Buffer.alloc((size + 3) & ~3)
    table.copy(padded)
    tables.push(padded)
    offset += padded.length
  }
  return Buffer.concat(tables)
}

/** Which characters a TrueType font draws: formats 4 and 12 of its `cmap` (OpenType). */
export function characterMap(font: Buffer): (codePoint: number) => boolean {
  const cmap = tableOf(font, 'cmap')
  const ranges: (readonly [number, number])[] = []
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const at = cmap.readUInt32BE(8 + 8 * index)
    const format = cmap.readUInt16BE(at)
    if (format === 4) ranges.push(...segments(cmap, at))
    if (format === 12) {
      for (let group = 0; group < cmap.readUInt32BE(at + 12); group++)
        ranges.push([cmap.readUInt32BE(at + 16 + 12 * group), cmap.readUInt32BE(at + 20 + 12 * group)])
    }
  }
  return (codePoint) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last)
}

/** Segments of format 4; single characters inside one that point to no glyph do not occur in subsets, which are cut to fit. */
function segments(cmap: Buffer, at: number): readonly (readonly [number, number])[] {
  const doubled = cmap.readUInt16BE(at + 6)
  const found: (readonly [number, number])[] = []
  for (let offset = 0; offset < doubled; offset += 2) {
    const last = cmap.readUInt16BE(at + 14 + offset)
    const first = cmap.readUInt16BE(at + 16 + doubled + offset)
    if (first !== 0xffff) found.push([first, last])
  }
  return found
}

function tableOf(font: Buffer, tag: string): Buffer {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const at = 12 + 16 * index
    if (font.toString('latin1', at, at + 4) !== tag) continue
    const start = font.readUInt32BE(at + 8)
    return font.subarray(start, start + font.readUInt32BE(at + 12))
  }
  throw new TypeError(`a font has no table \`${tag}\``)
}
