import type { Disk } from '../disk/disk.ts'

/** Writes a file whole or not at all, durable when it returns; one of that name is replaced. */
export async function writeWhole(disk: Disk, folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${folder}/${name}.new`
  // Left behind by a crash in this very place.
  await disk.remove(temporary)
  {
    await using file = await disk.open(temporary, 'new')
    await file.append(bytes)
    await file.sync()
  }
  await disk.rename(temporary, `${folder}/${name}`)
  await disk.syncFolder(folder)
}
