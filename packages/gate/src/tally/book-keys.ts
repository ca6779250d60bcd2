import { createHash, timingSafeEqual } from 'node:crypto'
import type { Disk } from '../disk/disk.ts'
import { BookError } from '../errors.ts'

/** The two places of a key: where it is used from, and its backup. */
export type KeyPlaces = readonly [string, string]

/** Folders of the keys of books, and of their second copies: two that are better not lost together. */
export interface KeyFolders {
  readonly keys: string
  readonly keyBackup: string
}

/** Where a key of a handler is: `handler`, or the year of a book. */
export function keyPlaces({ keys, keyBackup }: KeyFolders, uscc: string, name: string): KeyPlaces {
  return [`${keys}/${uscc}/${name}.key`, `${keyBackup}/${uscc}/${name}.key`]
}

/**
 * The key at two places. A place that lost it gets it back from the other. Where both lost it, `mayMake` says whether
 * nothing was ever made with it: then a new one is made at random, written to both, synced, and read back before anybody
 * uses it (tally T2).
 *
 * @throws BookError FEIYU_BOOK_KEY_LOST, FEIYU_BOOK_KEY_DIFFERS
 */
export async function keyAt(
  disk: Disk,
  places: KeyPlaces,
  options: {
    readonly sizeBytes: number
    readonly random: (size: number) => Uint8Array
    readonly mayMake: () => Promise<boolean>
  },
): Promise<Uint8Array> {
  const [first, second] = await Promise.all(places.map((path) => readKey(disk, path, options.sizeBytes)))
  if (first !== undefined && second !== undefined) {
    if (timingSafeEqual(first, second)) return first
    throw new BookError(
      'FEIYU_BOOK_KEY_DIFFERS',
      `the key \`${places[0]}\` and its backup \`${places[1]}\` differ; put back the one that was there before`,
      { at: places[0] },
    )
  }
  const known = first ?? second
  if (known === undefined && !(await options.mayMake())) {
    throw new BookError(
      'FEIYU_BOOK_KEY_LOST',
      `the key \`${places[0]}\` of the tally book and its backup \`${places[1]}\` are lost, so nobody can say who was counted; put one of them back from your own backup`,
      { at: places[0] },
    )
  }
  const key = known ?? Uint8Array.from(options.random(options.sizeBytes))
  for (const path of places) await writeKey(disk, path, key)
  return key
}

/** The key at either place; undefined where both lost it. Nothing is written. */
export async function readKeyAt(disk: Disk, places: KeyPlaces, sizeBytes: number): Promise<Uint8Array | undefined> {
  for (const path of places) {
    const key = await readKey(disk, path, sizeBytes)
    if (key !== undefined) return key
  }
  return undefined
}

/** Removes a key at both places: whatever was sealed under it cannot be read any more. */
export async function destroyKey(disk: Disk, places: KeyPlaces): Promise<void> {
  for (const path of places) {
    await disk.remove(path)
    if ((await disk.list(folderOf(path))).length > 0) await disk.syncFolder(folderOf(path))
  }
}

/** A key as it stands in a file: hexadecimal, and the beginning of its digest, so that a torn file is no key. */
async function readKey(disk: Disk, path: string, sizeBytes: number): Promise<Uint8Array | undefined> {
  const bytes = await disk.read(path)
  if (bytes === undefined) return undefined
  const [hex = '', check] = new TextDecoder().decode(bytes).trim().split(' ')
  const key = Uint8Array.from(Buffer.from(hex, 'hex'))
  return key.length === sizeBytes && checkOf(key) === check ? key : undefined
}

async function writeKey(disk: Disk, path: string, key: Uint8Array): Promise<void> {
  const folder = folderOf(path)
  await makeDurableFolder(disk, folder)
  const temporary = `${path}.new`
  await disk.remove(temporary)
  {
    await using file = await disk.open(temporary, 'new')
    await file.append(new TextEncoder().encode(`${Buffer.from(key).toString('hex')} ${checkOf(key)}\n`))
    await file.sync()
  }
  await disk.rename(temporary, path)
  await disk.syncFolder(folder)
  const back = await readKey(disk, path, key.length)
  if (back === undefined || !timingSafeEqual(back, key)) {
    throw new BookError(
      'FEIYU_BOOK_KEY_WRITE',
      `the key \`${path}\` does not read back as written; look at that disk`,
      {
        at: path,
      },
    )
  }
}

/** Makes a folder and makes the names of it and of those above it durable. */
export async function makeDurableFolder(disk: Disk, folder: string): Promise<void> {
  await disk.makeFolder(folder)
  const parts = folder.split('/')
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    await disk.syncFolder(parts.slice(0, depth).join('/') || '.')
  }
}

function checkOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16)
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '.'
}
