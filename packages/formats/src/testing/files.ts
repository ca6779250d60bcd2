import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of its own for the files of a test, gone when the test ends. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'feiyu-formats-'))
  #files = 0

  /** Writes a file and returns its path. */
  write(content: string | Uint8Array, name = `${++this.#files}.txt`): string {
    const path = join(this.path, name)
    writeFileSync(path, content)
    return path
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}
