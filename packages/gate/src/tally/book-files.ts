import { createHash } from 'node:crypto'
import type { Digest } from '@feiyu/core'
import type { Disk } from '../disk/disk.ts'
import { BookError } from '../errors.ts'
import type { PersonsFile } from './journal-records.ts'
import { linkGroupsOf, type PersonsVisitor, visitPersons } from './persons-format.ts'
import { damaged, openFrames, sealedBytes, sealFrame } from './sealed-frames.ts'

/** A file of persons is read and digested at once, and Node does neither for more bytes. */
const mostFileBytes = 2 ** 31 - 1

/** Where the files of a book are, and how they are sealed. */
export interface BookPlace {
  readonly disk: Disk
  readonly folder: string
  /** Digest that names the book: sealed with every frame. */
  readonly book: Digest
  /** AES-256. */
  readonly sealingKey: Uint8Array
  readonly random: (size: number) => Uint8Array
}

/** Seals frame `index` of a file of the book. */
export function sealIn(place: BookPlace, file: string, index: number, plain: Uint8Array): Uint8Array {
  const label = `${place.book}/${file}`
  return sealFrame(plain, { key: place.sealingKey, file: label, index }, place.random(12))
}

/** Opens the frames of a file of the book; none where there is no such file. */
export async function openIn(place: BookPlace, file: string) {
  const bytes = (await place.disk.read(`${place.folder}/${file}`)) ?? new Uint8Array(0)
  return { bytes, ...openFrames(bytes, { key: place.sealingKey, file: `${place.book}/${file}` }) }
}

/**
 * Refuses a file of persons that nobody could read back.
 *
 * @throws BookError FEIYU_BOOK_FILE_SIZE
 */
export function refuseTooLarge(sizeBytes: number): void {
  if (sizeBytes <= mostFileBytes) return
  throw new BookError(
    'FEIYU_BOOK_FILE_SIZE',
    `the persons of one crossing would take more than \`${mostFileBytes}\` bytes in the tally book; split the input by its rows into several crossings`,
  )
}

/** Writes a file of persons whole: durable, under its name, when this resolves. What a crash left there is replaced. */
export async function writePersonsFile(
  place: BookPlace,
  file: string,
  plains: readonly Uint8Array[],
): Promise<PersonsFile> {
  refuseTooLarge(plains.reduce((sum, { length }) => sum + sealedBytes(length), 0))
  const path = `${place.folder}/${file}`
  await place.disk.remove(path)
  const hash = createHash('sha256')
  let sizeBytes = 0
  {
    await using opened = await place.disk.open(path, 'new')
    for (const [index, plain] of plains.entries()) {
      const frame = sealIn(place, file, index, plain)
      hash.update(frame)
      sizeBytes += frame.length
      await opened.append(frame)
    }
    await opened.sync()
  }
  await place.disk.syncFolder(folderOf(path))
  return { file, sizeBytes, digest: `sha256:${hash.digest('hex')}` }
}

/**
 * Makes what is whole of a file of persons durable, drops what is torn, and says what it holds from now on; null where
 * there is no such file.
 */
export async function closePersonsFile(place: BookPlace, file: string): Promise<PersonsFile | null> {
  const path = `${place.folder}/${file}`
  const { bytes, sizeBytes } = await openIn(place, file)
  if (bytes.length === 0) return null
  {
    await using opened = await place.disk.open(path, 'append')
    if (opened.sizeBytes > sizeBytes) await opened.truncate(sizeBytes)
    await opened.sync()
  }
  await place.disk.syncFolder(folderOf(path))
  const digest = createHash('sha256').update(bytes.subarray(0, sizeBytes)).digest('hex')
  return { file, sizeBytes, digest: `sha256:${digest}` }
}

/** Visits the persons of a file that a record of the journal names; refuses one that is not as it was then. */
export async function readPersonsFile(place: BookPlace, file: PersonsFile, visitor: PersonsVisitor): Promise<void> {
  for (const frame of await readFrames(place, file)) visitPersons(frame, visitor)
}

/** The links in a file of persons, as they stand in a frame. */
export async function readLinks(place: BookPlace, file: PersonsFile): Promise<Uint8Array> {
  return Buffer.concat((await readFrames(place, file)).map(linkGroupsOf))
}

/** The frames of a file that a record names. */
export async function readFrames(
  place: BookPlace,
  { file, sizeBytes, digest }: PersonsFile,
): Promise<readonly Uint8Array[]> {
  const bytes = (await place.disk.read(`${place.folder}/${file}`))?.subarray(0, sizeBytes)
  const found = bytes === undefined ? '' : `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  if (bytes === undefined || found !== digest) throw damaged(file)
  const opened = openFrames(bytes, { key: place.sealingKey, file: `${place.book}/${file}` })
  if (opened.sizeBytes !== sizeBytes) throw damaged(file)
  return opened.frames
}

/** Visits what is durable so far of a segment that another process may be writing. */
export async function readOpenSegment(place: BookPlace, permit: Digest, visitor: PersonsVisitor): Promise<void> {
  const { frames } = await openIn(place, segmentFile(permit))
  for (const frame of frames) visitPersons(frame, visitor)
}

/** Removes what a crash left of crossings that ended: what was held for them, and the persons of whom nothing left. */
export async function sweepEnded(place: BookPlace, ended: (permit: Digest) => 'all' | 'nothing' | null): Promise<void> {
  for (const name of await place.disk.list(`${place.folder}/persons`)) {
    const [, hex, kind] = /^([0-9a-f]{64})\.(held|segment)$/.exec(name) ?? []
    const end = hex === undefined ? null : ended(`sha256:${hex}`)
    if (end === 'nothing' || (end === 'all' && kind === 'held')) {
      await place.disk.remove(`${place.folder}/persons/${name}`)
    }
  }
}

/** Name of the file with the persons that a crossing releases. */
export function segmentFile(permit: Digest): string {
  return `persons/${nameOf(permit)}.segment`
}

/** Name of the file with the persons for whom a crossing asked headroom. */
export function heldFile(permit: Digest): string {
  return `persons/${nameOf(permit)}.held`
}

function nameOf(permit: Digest): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(permit)) throw new RangeError('the id of a permit is a digest')
  return permit.slice('sha256:'.length)
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
