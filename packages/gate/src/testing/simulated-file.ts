import type { SeededRandom } from './seeded-random.ts'

/** What was done to a file since its last sync. */
type Change =
  | { readonly kind: 'write'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly to: number }

const sectorBytes = 512

/** Files made so far: what tells them apart, and nothing that a history depends on. */
let made = 0

/** The content of a file: as programs see it, and as the disk would have it after a power cut. */
export class SimulatedFile {
  #live: Uint8Array<ArrayBuffer>
  #durable: Uint8Array<ArrayBuffer>
  #changes: Change[] = []
  #isUnplugged = false
  /** Stays the same over a power cut. */
  readonly identity: string

  constructor(bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0), identity = String(made++)) {
    this.identity = identity
    this.#live = bytes
    this.#durable = bytes
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#live
  }

  /** Whether its medium was taken away. */
  get isUnplugged(): boolean {
    return this.#isUnplugged
  }

  unplug(): void {
    this.#isUnplugged = true
  }

  copy(): SimulatedFile {
    return new SimulatedFile(this.#live)
  }

  append(bytes: Uint8Array): void {
    this.#record({ kind: 'write', at: this.#live.length, bytes: bytes.slice() })
  }

  truncate(to: number): void {
    this.#record({ kind: 'truncate', to })
  }

  sync(): void {
    for (const change of this.#changes) this.#durable = changed(this.#durable, change)
    this.#changes = []
  }

  /** As Linux does it: the pages count as clean from now on, and were never written. */
  failSync(): void {
    this.#changes = []
  }

  /** What is left after a power cut: the synced content, and of the later changes the first few, the last of them torn. */
  survivor(random: SeededRandom): SimulatedFile {
    let content = this.#durable
    const kept = random.once(3) ? this.#changes.length : random.below(this.#changes.length + 1)
    for (const change of this.#changes.slice(0, kept)) content = changed(content, change)
    const torn = this.#changes[kept]
    if (torn?.kind === 'write') content = changed(content, tear(torn, random))
    return new SimulatedFile(content, this.identity)
  }

  #record(change: Change): void {
    this.#changes.push(change)
    this.#live = changed(this.#live, change)
  }
}

function changed(content: Uint8Array<ArrayBuffer>, change: Change): Uint8Array<ArrayBuffer> {
  if (change.kind === 'truncate') return content.slice(0, change.to)
  const bytes = new Uint8Array(Math.max(content.length, change.at + change.bytes.length))
  bytes.set(content)
  bytes.set(change.bytes, change.at)
  return bytes
}

/** A write of which only the beginning arrived, or some sectors while others still hold zeros or what lay there before. */
function tear(write: Extract<Change, { kind: 'write' }>, random: SeededRandom): Change {
  const bytes = write.bytes.slice(0, random.below(write.bytes.length + 1))
  if (random.once(2)) return { ...write, bytes }
  const whole = write.bytes.slice()
  for (let start = 0; start < whole.length; start += sectorBytes) {
    if (random.once(2)) continue
    const stale = random.once(2) ? 0 : random.below(256)
    whole.fill(stale, start, Math.min(whole.length, start + sectorBytes))
  }
  return { ...write, bytes: whole }
}
