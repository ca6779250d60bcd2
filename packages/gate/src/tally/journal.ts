import { BookError } from '../errors.ts'
import { type BookPlace, openIn, sealIn } from './book-files.ts'
import { BookState } from './book-state.ts'
import type { JournalRecord } from './journal-records.ts'
import { damaged } from './sealed-frames.ts'

const file = 'journal'

/** The append-only file of a book's changes. Only who holds the book's lock reads and writes it. */
export class Journal {
  state: BookState = new BookState()
  readonly #place: BookPlace
  #records = 0
  #sizeBytes = 0
  #broken: unknown

  constructor(place: BookPlace) {
    this.#place = place
  }

  /** Begins the journal with its first record, whole or not at all: one that is there always begins with it. */
  async create(record: JournalRecord): Promise<void> {
    const { disk, folder } = this.#place
    const path = `${folder}/${file}`
    await disk.remove(`${path}.new`)
    {
      await using opened = await disk.open(`${path}.new`, 'new')
      await opened.append(sealIn(this.#place, file, 0, bytesOf(record)))
      await opened.sync()
    }
    await disk.rename(`${path}.new`, path)
    await disk.syncFolder(folder)
    await this.refresh()
  }

  /** Reads what other processes added. */
  async refresh(): Promise<void> {
    this.#refuseBroken()
    const { bytes, frames, sizeBytes } = await openIn(this.#place, file)
    if (sizeBytes < this.#sizeBytes) throw damaged(file)
    if (frames.length === 0 && bytes.length > 0 && this.#records === 0) throw damaged(file)
    for (const frame of frames.slice(this.#records)) this.state.apply(recordOf(frame))
    this.#records = frames.length
    this.#sizeBytes = sizeBytes
  }

  /** Adds a record; durable when this resolves. What a crash left of an earlier one goes. */
  async append(record: JournalRecord): Promise<void> {
    this.#refuseBroken()
    const { disk, folder } = this.#place
    const frame = sealIn(this.#place, file, this.#records, bytesOf(record))
    await using opened = await disk.open(`${folder}/${file}`, 'append')
    if (opened.sizeBytes > this.#sizeBytes) await opened.truncate(this.#sizeBytes)
    await opened.append(frame)
    try {
      await opened.sync()
    } catch (error) {
      this.#broken = error
      throw error
    }
    this.#records++
    this.#sizeBytes += frame.length
    this.state.apply(record)
  }

  /** After an fsync that failed nobody knows what the disk has: only a new start reads it. */
  #refuseBroken(): void {
    if (this.#broken === undefined) return
    throw new BookError(
      'FEIYU_BOOK_STOPPED',
      'the disk did not confirm a change of the tally book; look at the disk, then start again',
      { cause: this.#broken },
    )
  }
}

function bytesOf(record: JournalRecord): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(record))
}

/** A record that opens was sealed by this code: its form is known. */
function recordOf(frame: Uint8Array): JournalRecord {
  return JSON.parse(new TextDecoder().decode(frame)) as JournalRecord
}
