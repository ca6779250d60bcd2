/** Whether all of `[from, to)`, without blanks around it, is a word. */
export function isWord(bytes: Uint8Array, from: number, to: number, word: Uint8Array): boolean {
  let first = from
  let last = to
  while (first < last && bytes[first]! <= 0x20) first++
  while (last > first && bytes[last - 1]! <= 0x20) last--
  if (last - first !== word.length) return false
  for (let index = 0; index < word.length; index++) if (bytes[first + index] !== word[index]) return false
  return word.length > 0
}
