import type { Digest } from '@feiyu/core'

/**
 * Where the bytes of one crossing go. Nothing is to be seen there before `commit`. Disposal gives back what is held open
 * and changes nothing: a crossing that ended neither by `commit` nor by `abort` is left to its recovery.
 */
export interface Sink extends AsyncDisposable {
  /** Tells the place of these bytes from another of the same name. Kept with the crossing, for its recovery. */
  readonly identity: string
  /** Takes bytes that the gate releases, in order. They may change after the call resolved. */
  write(bytes: Uint8Array): Promise<void>
  /** Makes everything written durable, still unseen. */
  seal(): Promise<void>
  /**
   * After `seal`: makes everything visible under its final name, whole or not at all, durable. An error with the code
   * `FEIYU_SINK_IN_DOUBT` says that it may be visible; after any other it is not.
   */
  commit(): Promise<void>
  /**
   * Before `abort`: takes back what was written, wherever it lies by now, and makes that durable. `nothing` only where that
   * was confirmed; `unknown` where somebody else may have it, or the destination is out of reach.
   */
  withdraw(): Promise<Withdrawn>
  /** Takes everything away that is where it was put. After it nothing is left there. */
  abort(): Promise<void>
}

/** What is left of bytes that were taken back. */
export type Withdrawn = 'nothing' | 'unknown'

/** What of a crossing left when its process died in `commit`; `unknown` where the destination cannot say it any more. */
export type Left = 'all' | Withdrawn

/**
 * A destination: opens sinks, and says after a crash what has left. `identity` is that of the sink, `null` where it was not
 * kept: then the name alone has to say it. What bears the name and is another's is neither believed nor taken away.
 */
export interface Destination {
  /** Opens the sink of a crossing, named by its permit. Refuses when the final name is taken or cannot be written. */
  open(permit: Digest): Promise<Sink>
  /** What of a crossing has left whose process died in `commit`, or after it. Changes nothing. */
  left(permit: Digest, identity: string | null): Promise<Left>
  /**
   * Takes back what was written by a crossing whose process died before `commit`, as `Sink.withdraw` does; `unknown` where
   * it is not where it was put. An error says that it is there and cannot be taken back: to be tried again.
   */
  withdraw(permit: Digest, identity: string | null): Promise<Withdrawn>
  /** Takes away what is not seen under the final name. Asked again it does nothing. */
  tidy(permit: Digest, identity: string | null): Promise<void>
}
