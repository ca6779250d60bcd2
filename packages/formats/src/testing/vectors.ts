import { readFileSync } from 'node:fs'

/** Lines of a vector file: fields between tabs; `#` begins a comment. */
export function readVectors(name: string): string[][] {
  return readFileSync(new URL(`../vectors/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
}
