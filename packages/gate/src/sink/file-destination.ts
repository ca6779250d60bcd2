import type { Digest } from '@feiyu/core'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { CrossingError, DiskError } from '../errors.ts'
import type { Destination, Left, Sink } from '../ports/sink.ts'

/**
 * A file of a folder as destination. Bytes gather under a temporary name that holds the permit's id; the final name is
 * given at once and never to another's place. The temporary name goes only after that, so that its absence says, once a
 * commit had begun, that everything left.
 */
export function fileDestination(disk: Disk, folder: string, name: string): Destination {
  const inFolder = (file: string) => (folder === '.' ? file : `${folder}/${file}`)
  const final = inFolder(name)
  const temporaryOf = (permit: Digest) => inFolder(`.feiyu-${permit.slice('sha256:'.length)}.part`)
  return {
    async open(permit) {
      if ((await disk.names(final)) > 0) throw taken(name)
      const temporary = temporaryOf(permit)
      return new FileSink({ disk, folder, temporary, final, name }, await disk.open(temporary, 'new'))
    },

    async left(permit): Promise<Left> {
      const names = await disk.names(temporaryOf(permit))
      if (names === 1) return 'nothing'
      return names > 1 || (await isThere(disk, folder)) ? 'all' : 'unknown'
    },

    async tidy(permit) {
      const temporary = temporaryOf(permit)
      if ((await disk.names(temporary)) === 0) return
      // The final name, if it was given, has to be durable before the other goes.
      await disk.syncFolder(folder)
      await disk.remove(temporary)
      await disk.syncFolder(folder)
    },
  }
}

interface Place {
  readonly disk: Disk
  readonly folder: string
  readonly temporary: string
  readonly final: string
  readonly name: string
}

class FileSink implements Sink {
  readonly #place: Place
  readonly #file: DiskFile
  #state: 'writing' | 'sealed' | 'gone' = 'writing'

  constructor(place: Place, file: DiskFile) {
    this.#place = place
    this.#file = file
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#file.append(bytes)
  }

  async seal(): Promise<void> {
    await this.#file.sync()
    await this.#file[Symbol.asyncDispose]()
    this.#state = 'sealed'
    await this.#place.disk.syncFolder(this.#place.folder)
  }

  async commit(): Promise<void> {
    const { disk, folder, temporary, final, name } = this.#place
    if (!(await disk.link(temporary, final))) throw taken(name)
    this.#state = 'gone'
    try {
      await disk.syncFolder(folder)
      await disk.remove(temporary)
      await disk.syncFolder(folder)
    } catch (error) {
      throw new CrossingError(
        'FEIYU_SINK_IN_DOUBT',
        `\`${name}\` has its name, but the disk did not confirm it; look at the disk, then run any command again`,
        { cause: error },
      )
    }
  }

  async abort(): Promise<void> {
    const { disk, folder, temporary } = this.#place
    if (this.#state === 'gone') return
    if (this.#state === 'writing') await this.#file[Symbol.asyncDispose]()
    this.#state = 'sealed'
    if ((await disk.names(temporary)) > 0) {
      await disk.remove(temporary)
      await disk.syncFolder(folder)
    }
    this.#state = 'gone'
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.abort()
  }
}

async function isThere(disk: Disk, folder: string): Promise<boolean> {
  try {
    await disk.syncFolder(folder)
    return true
  } catch (error) {
    if (error instanceof DiskError && error.code === 'FEIYU_DISK_GONE') return false
    throw error
  }
}

function taken(name: string): CrossingError {
  return new CrossingError(
    'FEIYU_SINK_TAKEN',
    `there is a file \`${name}\` at the destination, and none is ever replaced; move it, or choose another folder`,
  )
}
