/**
 * The few things that log, book and crossings ask of a file system. A simulation stands in its place and forgets what was
 * not synced; everything durable goes through here and nothing else.
 */
export interface Disk {
  /** Bytes of a file; `undefined` when there is none. */
  read(path: string): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Bytes `[from, to)` of a file, fewer where it ends before. */
  readRange(path: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>>
  /** Names in a folder, sorted; none when there is no folder. */
  list(folder: string): Promise<readonly string[]>
  /** Makes a folder and those above it (mode 0700). Its name is durable after `syncFolder` of the one above. */
  makeFolder(path: string): Promise<void>
  /**
   * Opens for writing at the end; `new` refuses a name that is taken, `append` makes the file when there is none,
   * `existing` refuses then. Mode 0600.
   */
  open(path: string, mode: OpenMode): Promise<DiskFile>
  /** Atomic; replaces. Durable after `syncFolder` of both folders. */
  rename(from: string, to: string): Promise<void>
  /**
   * Gives a file a second name unless that one is taken, and says whether it did. Where a file can have one name only, it
   * is renamed. Durable after `syncFolder`.
   */
  link(from: string, to: string): Promise<boolean>
  /** How many names a file has; 0 where there is none. */
  names(path: string): Promise<number>
  /** What tells the file under a name from every other one, whatever names they get; `null` where there is none. */
  identity(path: string): Promise<string | null>
  /** Nothing happens where there is no such file. */
  remove(path: string): Promise<void>
  /** Removes a folder with all in it. */
  removeFolder(path: string): Promise<void>
  syncFolder(path: string): Promise<void>
  /**
   * Holds a name for this process alone until disposed; given back by the system when the process dies. Waits while
   * another has it, at most `waitMs`; then a `DiskError` `FEIYU_DISK_LOCKED`.
   */
  lock(path: string, waitMs: number): Promise<AsyncDisposable>
}

export type OpenMode = 'new' | 'append' | 'existing'

/** A file open for writing at its end. It stays this file, whatever becomes of its name. */
export interface DiskFile extends AsyncDisposable {
  readonly sizeBytes: number
  append(bytes: Uint8Array): Promise<void>
  truncate(sizeBytes: number): Promise<void>
  /** How many names the file has, wherever they are; 0 where somebody took the last one away. */
  names(): Promise<number>
  /** As `Disk.identity`, of this file whatever became of its name. */
  identity(): Promise<string>
  /** fsync. After it failed once nothing of the file may be trusted, and nobody may call it again (ADR on fsync): the process stops. */
  sync(): Promise<void>
}
