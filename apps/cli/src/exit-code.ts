/** What the process says to whoever started it. Fixed: scripts rest on these numbers. */
export const exitCode = {
  /** Decided; for `check`: may cross now. */
  ok: 0,
  /** Something broke: a disk, or Feiyu itself; or packs that can be read were found wrong. */
  fault: 1,
  /** A flag, a file, a fact or a pack that cannot be used as it is. */
  usage: 2,
  /** Decided, but may not cross now; or not the pathway of `--expect`. */
  refused: 3,
  /** A missing fact or an open question of law can still change the answer. */
  undetermined: 4,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
