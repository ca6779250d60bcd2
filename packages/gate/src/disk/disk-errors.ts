import { DiskError } from '../errors.ts'

/** What went wrong with a file or folder, as everyone who meets it hears of it. */
export type DiskFault = keyof typeof sentences

const sentences = {
  FEIYU_DISK_FULL: (path: string) => `no space left to write \`${path}\`; make room on that disk`,
  FEIYU_DISK_READ_ONLY: (path: string) => `\`${path}\` cannot be written; look at the rights of that folder`,
  FEIYU_DISK_GONE: (path: string) => `\`${path}\` is gone; look whether the disk is still attached`,
  FEIYU_DISK_EXISTS: (path: string) => `\`${path}\` is there already; it is not replaced`,
  FEIYU_DISK_LOCKED: (path: string) => `another process holds \`${path}\`; wait for it to end`,
  FEIYU_DISK_SYNC: (path: string) =>
    `the disk did not confirm \`${path}\` (fsync failed); look at the disk, then start again`,
  FEIYU_DISK_PATH: (path: string) => `\`${path}\` is not a path below the folder; use names without \`..\``,
  FEIYU_DISK_BROKEN: (path: string) => `\`${path}\` cannot be read or written; look at the disk`,
} as const

/** The error of a fault. */
export function diskError(fault: DiskFault, path: string, cause?: unknown): DiskError {
  return new DiskError(fault, sentences[fault](path), { at: path, cause })
}

/** Which fault an error is of; null where it is of none. */
export function diskFaultOf({ code }: DiskError): DiskFault | null {
  return isFault(code) ? code : null
}

function isFault(code: string): code is DiskFault {
  return Object.hasOwn(sentences, code)
}

/** The segments of a path below the root: no empty ones, no `.`, no `..`. The root itself is `.`. */
export function segmentsOf(path: string): readonly string[] {
  if (path === '.') return []
  const segments = path.split('/')
  if (segments.some((name) => name === '' || name === '.' || name === '..' || /[\\\0]/.test(name))) {
    throw diskError('FEIYU_DISK_PATH', path)
  }
  return segments
}
