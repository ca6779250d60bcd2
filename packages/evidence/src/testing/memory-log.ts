import type { Bytes } from '../bytes.ts'
import type { LogReader } from '../tiles/log-reader.ts'
import type { Appended } from '../tiles/log-state.ts'

/** The files of a log in memory. */
export class MemoryLog implements LogReader {
  readonly files = new Map<string, Bytes>()

  async read(path: string): Promise<Bytes | undefined> {
    return this.files.get(path)
  }

  /** Writes what an append asks for, and takes away what it outgrew unless that is to be kept. */
  apply({ writes, outgrown }: Appended, { keepPartial = false } = {}): void {
    for (const { path, bytes } of writes) this.files.set(path, bytes)
    if (keepPartial) return
    for (const path of this.files.keys()) {
      if (outgrown.some((folder) => path.startsWith(`${folder}/`))) this.files.delete(path)
    }
  }
}
