import type { SeededRandom } from './seeded-random.ts'
import { SimulatedFile } from './simulated-file.ts'

export type SimulatedNode = SimulatedFile | SimulatedFolder

/** Names that come and go together: one, or both of a rename. */
interface NameChange {
  readonly sets: readonly { readonly folder: SimulatedFolder; readonly name: string; readonly node?: SimulatedNode }[]
}

/** The names in a folder: as programs see them, and as the disk would have them after a power cut. */
export class SimulatedFolder {
  readonly names = new Map<string, SimulatedNode>()
  readonly #durable = new Map<string, SimulatedNode>()
  #changes: NameChange[] = []

  set(name: string, node: SimulatedNode): void {
    record({ sets: [{ folder: this, name, node }] })
  }

  delete(name: string): void {
    record({ sets: [{ folder: this, name }] })
  }

  /** Within one folder both names change at once; across folders each becomes durable with its own. */
  moveTo(target: SimulatedFolder, from: string, to: string, node: SimulatedNode): void {
    record({
      sets: [
        { folder: target, name: to, node },
        { folder: this, name: from },
      ],
    })
  }

  sync(): void {
    for (const change of this.#changes) this.#keep(this.#durable, change)
    this.#changes = []
  }

  /** As for a file: what was waiting is forgotten, and a later sync says yes. */
  failSync(): void {
    this.#changes = []
  }

  /** What is left after a power cut: the synced names, and of the later changes the first few. */
  survivor(random: SeededRandom, survivors: Map<SimulatedNode, SimulatedNode>): SimulatedFolder {
    const names = new Map(this.#durable)
    const kept = random.once(3) ? this.#changes.length : random.below(this.#changes.length + 1)
    for (const change of this.#changes.slice(0, kept)) this.#keep(names, change)
    const folder = new SimulatedFolder()
    for (const [name, node] of names) {
      // A file with two names is one file after the power cut as well.
      const survivor = survivors.get(node) ?? node.survivor(random, survivors)
      survivors.set(node, survivor)
      folder.set(name, survivor)
    }
    folder.sync()
    return folder
  }

  /** The same names and contents on another disk, all of it durable. */
  copy(): SimulatedFolder {
    const folder = new SimulatedFolder()
    for (const [name, node] of this.names) folder.set(name, node.copy())
    folder.sync()
    return folder
  }

  /** Whoever has a file of it open reaches it no more. */
  unplug(): void {
    for (const node of this.names.values()) node.unplug()
  }

  /** Notes a change for the next sync and makes it seen. */
  note(change: NameChange): void {
    this.#changes.push(change)
    this.#keep(this.names, change)
  }

  #keep(names: Map<string, SimulatedNode>, { sets }: NameChange): void {
    for (const { folder, name, node } of sets) {
      if (folder !== this) continue
      if (node === undefined) names.delete(name)
      else names.set(name, node)
    }
  }
}

function record(change: NameChange): void {
  for (const folder of new Set(change.sets.map((set) => set.folder))) folder.note(change)
}

/** Takes everything out of a folder, name by name: a power cut may come between two of them. */
export function empty(node: SimulatedNode | undefined): void {
  if (!(node instanceof SimulatedFolder)) return
  for (const [name, inside] of [...node.names]) {
    empty(inside)
    node.delete(name)
  }
}

/** How many names a node has in a folder and those below. */
export function namesOf(node: SimulatedNode, folder: SimulatedFolder): number {
  let names = 0
  for (const inside of folder.names.values()) {
    if (inside === node) names++
    if (inside instanceof SimulatedFolder) names += namesOf(node, inside)
  }
  return names
}

/** Bytes of all files below. */
export function bytesIn(node: SimulatedNode): number {
  if (node instanceof SimulatedFile) return node.bytes.length
  let sum = 0
  for (const inside of node.names.values()) sum += bytesIn(inside)
  return sum
}
