const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** The cell in Unicode's compatibility form NFKC: １３８ and ＡＢＣ become 138 and ABC. A copy; used only where such forms occur. */
export function normalised(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return encoder.encode(decoder.decode(bytes.subarray(from, to)).normalize('NFKC'))
}

/**
 * Whether the character EF BC xx or EF BD xx is a full-width digit, letter or `＠`: forms that hide an identifier from
 * a scanner of bytes.
 */
export function isFullWidthForm(second: number, third: number): boolean {
  if (second === 0xbc) return (third >= 0x90 && third <= 0x99) || (third >= 0xa0 && third <= 0xba)
  return second === 0xbd && third >= 0x81 && third <= 0x9a
}
