import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { ReportError } from '../errors.ts'
import type { Report } from './block.ts'
import { documentFonts, type Font } from './fonts.ts'
import { reportTypst } from './report-typst.ts'

/**
 * A report as PDF. A character that no font draws would become an empty box without a word; it is written by its number
 * instead.
 *
 * @throws ReportError when the typesetter fails or misses a font
 */
export async function reportPdf(report: Report): Promise<Uint8Array> {
  const fonts = await documentFonts()
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts.map(({ bytes }) => bytes) }] })
  const source = drawable(reportTypst(report), fonts)
  const compiled = compiler.compile({ mainFileContent: source })
  const document = compiled.result
  // A missing font is a mere warning to the typesetter, and an empty box to a reader.
  const problems = [compiled.takeError(), compiled.takeWarnings()].flatMap((found) => found?.shortDiagnostics ?? [])
  if (document === null || problems.length > 0)
    throw new ReportError('FEIYU_REPORT_PDF', 'the PDF cannot be set; write the report as .html and report this', {
      cause: problems,
    })
  return compiler.pdf(document)
}

/** The source with every character that no font draws as its number, `[U+9750]`. */
function drawable(source: string, fonts: readonly Font[]): string {
  const drawn = new Map<string, boolean>()
  const isDrawn = (character: string) => {
    const known = drawn.get(character) ?? fonts.some((font) => font.has(character.codePointAt(0) ?? 0))
    drawn.set(character, known)
    return known
  }
  return [...source]
    .map((character) =>
      character === '\n' || isDrawn(character)
        ? character
        : `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .join('')
}
