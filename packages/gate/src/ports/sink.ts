import type { Digest } from '@feiyu/core'

/** Where the bytes of one crossing go. Nothing is to be seen there before `commit`. */
export interface Sink extends AsyncDisposable {
  /** Takes bytes that the gate releases, in order. They may change after the call resolved. */
  write(bytes: Uint8Array): Promise<void>
  /** Makes everything written durable and visible under its final name, whole or not at all. */
  commit(): Promise<void>
  /** Takes everything away. After it, and after disposal without `commit`, nothing is left. */
  abort(): Promise<void>
}

/** A destination: opens sinks, and says after a crash what has left. */
export interface Destination {
  /** Opens the sink of a crossing, named by its permit. Refuses when the final name is taken or cannot be written. */
  open(permit: Digest): Promise<Sink>
  /** What became of a crossing whose process is gone; bytes that were not committed are taken away. Says the same again when asked again. */
  recover(permit: Digest): Promise<'nothing' | 'all'>
}
