import { markingAt, noMarking } from '../detectors/markings.ts'
import { isFullWidthForm } from './full-width.ts'

/** What `hanText` gives when the cell has to be normalised first. */
export const fullWidth = -1

/**
 * The gravest marking in a text without ASCII digits, where nothing else can be; `fullWidth` when digits or letters
 * are hidden in full-width forms.
 */
export function hanText(bytes: Uint8Array, from: number, to: number): number {
  let marking = noMarking
  let index = from
  while (index < to) {
    const lead = bytes[index]!
    if (lead < 0xe0) {
      index += lead < 0xc0 ? 1 : 2
      continue
    }
    if (lead === 0xe5) {
      if (bytes[index + 1] === 0xaf && bytes[index + 2] === 0x86 && index + 2 < to) {
        const found = markingAt(bytes, from, index, to)
        if (found > marking) marking = found
      }
    } else if (lead === 0xef && index + 2 < to && isFullWidthForm(bytes[index + 1]!, bytes[index + 2]!))
      return fullWidth
    index += lead < 0xf0 ? 3 : 4
  }
  return marking
}
