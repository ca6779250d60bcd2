import type { Digest } from '@feiyu/core'
import type { Disk, DiskFile } from '../disk/disk.ts'
import { diskError } from '../disk/disk-errors.ts'
import { CrossingError, DiskError } from '../errors.ts'
import type { Destination, Left, Sink, Withdrawn } from '../ports/sink.ts'

/**
 * A file of a folder as destination. Bytes gather under a temporary name that holds the permit's id; the final name is
 * given at once and never to another's place. The temporary name goes only after that, so that its absence says, once a
 * commit had begun and the final name is there, that everything left. Before a commit its absence says that somebody has
 * moved it, with all that was written; and so does another file under that name.
 */
export function fileDestination(disk: Disk, folder: string, name: string): Destination {
  const inFolder = (file: string) => (folder === '.' ? file : `${folder}/${file}`)
  const final = inFolder(name)
  const temporaryOf = (permit: Digest) => inFolder(`.feiyu-${permit.slice('sha256:'.length)}.part`)
  const isAnothers = async (path: string, identity: string | null) =>
    identity !== null && (await disk.identity(path)) !== identity
  return {
    async open(permit) {
      if ((await disk.names(final)) > 0) throw taken(name)
      const temporary = temporaryOf(permit)
      const file = await disk.open(temporary, 'new')
      await using undo = new AsyncDisposableStack()
      undo.use(file)
      const sink = new FileSink({ disk, folder, temporary, final, name }, file, await file.identity())
      undo.defer(() => sink.abort())
      // The name outlives a power cut before the first byte is written: where it is missing then, somebody moved it.
      await disk.syncFolder(folder)
      undo.move()
      return sink
    },

    async left(permit, identity): Promise<Left> {
      const names = await disk.names(temporaryOf(permit))
      if (names > 0 && (await isAnothers(temporaryOf(permit), identity)))
        return (await disk.identity(final)) === identity ? 'all' : 'unknown'
      if (names === 1) return 'nothing'
      return names > 1 || (await disk.names(final)) > 0 ? 'all' : 'unknown'
    },

    async withdraw(permit, identity) {
      const temporary = temporaryOf(permit)
      if ((await disk.names(temporary)) === 0) return 'unknown'
      await using file = await disk.open(temporary, 'existing')
      if (identity !== null && (await file.identity()) !== identity) return 'unknown'
      await file.truncate(0)
      await file.sync()
      return 'nothing'
    },

    async tidy(permit, identity) {
      const temporary = temporaryOf(permit)
      if ((await disk.names(temporary)) === 0 || (await isAnothers(temporary, identity))) return
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
  readonly identity: string
  readonly #place: Place
  /** Open until the final name is there: through it, what was written can be taken back wherever it was moved to. */
  readonly #file: DiskFile
  #isOpen = true
  #hasWritten = false
  #isGone = false

  constructor(place: Place, file: DiskFile, identity: string) {
    this.identity = identity
    this.#place = place
    this.#file = file
  }

  async write(bytes: Uint8Array): Promise<void> {
    // Moved, with its folder or alone, it would take what follows to wherever it went.
    if (!(await this.#isInPlace())) throw diskError('FEIYU_DISK_GONE', this.#place.final)
    this.#hasWritten = true
    await this.#file.append(bytes)
  }

  async seal(): Promise<void> {
    await this.#file.sync()
    await this.#place.disk.syncFolder(this.#place.folder)
  }

  async commit(): Promise<void> {
    const { disk, folder, temporary, final, name } = this.#place
    // Another file in its place would get the final name.
    if (!(await this.#isInPlace())) throw diskError('FEIYU_DISK_GONE', final)
    if (!(await disk.link(temporary, final))) throw taken(name)
    this.#isGone = true
    try {
      if (!(await this.#hasAnothersName())) {
        await this.#close()
        await disk.syncFolder(folder)
        await disk.remove(temporary)
        await disk.syncFolder(folder)
        return
      }
      await disk.remove(final)
      await disk.syncFolder(folder)
    } catch (error) {
      throw new CrossingError(
        'FEIYU_SINK_IN_DOUBT',
        `\`${name}\` has its name, but the disk did not confirm it; look at the disk, then run \`feiyu cross\` again`,
        { cause: error },
      )
    }
    throw diskError('FEIYU_DISK_GONE', final)
  }

  /** Whether another file, put in place between the look at it and the link, has got the final name. */
  async #hasAnothersName(): Promise<boolean> {
    const seen = await this.#place.disk.identity(this.#place.final)
    return seen !== null && seen !== this.identity
  }

  async withdraw(): Promise<Withdrawn> {
    if (!this.#hasWritten) return 'nothing'
    if (!this.#isOpen) return 'unknown'
    try {
      // A folder moved to another disk is a copy, and the file without a name is what it was copied from.
      const names = await this.#file.names()
      await this.#file.truncate(0)
      await this.#file.sync()
      return names > 0 ? 'nothing' : 'unknown'
    } catch (error) {
      if (error instanceof DiskError) return 'unknown'
      throw error
    }
  }

  async abort(): Promise<void> {
    const { disk, folder, temporary } = this.#place
    if (this.#isGone) return
    await this.#close()
    if (await this.#isInPlace()) {
      await disk.remove(temporary)
      await disk.syncFolder(folder)
    }
    this.#isGone = true
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close()
  }

  async #isInPlace(): Promise<boolean> {
    const { disk, temporary } = this.#place
    return (await disk.identity(temporary)) === this.identity
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return
    this.#isOpen = false
    await this.#file[Symbol.asyncDispose]()
  }
}

function taken(name: string): CrossingError {
  return new CrossingError(
    'FEIYU_SINK_TAKEN',
    `there is a file \`${name}\` at the destination, and none is ever replaced; move it, or choose another folder`,
  )
}
