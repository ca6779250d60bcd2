import type { Random } from '../../samples/random.ts'
import { bitsOf, type Proof } from './proofs.ts'

/** One bit to turn, and where. Bits count from the lowest of the first byte. */
export interface Flip {
  readonly kind: 'checkpoint' | 'tile' | 'leaves' | 'entries' | 'proof' | 'receipt' | 'bundle'
  /** Path of the file, or place in the list of proofs, receipts or bundles. */
  readonly path: string
  readonly place: number
  readonly bit: number
}

/** What there is to turn bits in. */
export interface Targets {
  readonly checkpoint: string
  /** Files of the log with their length in bytes. */
  readonly files: ReadonlyMap<string, number>
  readonly proofs: readonly Proof[]
  readonly receipts: readonly string[]
  readonly bundles: readonly string[]
}

/** Flips of each kind. */
const counts = { checkpoint: 120, tile: 240, leaves: 200, entries: 200, proof: 240, receipt: 300, bundle: 300 } as const

/** Random bits of every kind of thing. Upper tiles, of which there are few, get a third of those of tiles. */
export function chooseFlips(targets: Targets, random: Random): readonly Flip[] {
  const files = [...targets.files.keys()]
  const tiles = files.filter((path) => /^tile\/\d/.test(path))
  const upper = tiles.filter((path) => !path.startsWith('tile/0/') || path.includes('.p/'))
  const pools = {
    leaves: files.filter((path) => path.startsWith('tile/entries/')),
    entries: files.filter((path) => path.startsWith('feiyu/entries/')),
  }
  const choose: Readonly<Record<Flip['kind'], () => Omit<Flip, 'kind'>>> = {
    checkpoint: () => inText(targets.checkpoint, 0),
    tile: () => inFile(random.chance(333) ? upper : tiles),
    leaves: () => inFile(pools.leaves),
    entries: () => inFile(pools.entries),
    proof: () => {
      const place = random.below(targets.proofs.length)
      return { path: '', place, bit: random.below(bitsOf(targets.proofs[place]!)) }
    },
    receipt: () => inList(targets.receipts),
    bundle: () => inList(targets.bundles),
  }

  function inFile(paths: readonly string[]): Omit<Flip, 'kind'> {
    const path = paths[random.below(paths.length)]!
    return { path, place: 0, bit: random.below(targets.files.get(path)! * 8) }
  }
  function inText(text: string, place: number): Omit<Flip, 'kind'> {
    return { path: '', place, bit: random.below(Buffer.byteLength(text) * 8) }
  }
  function inList(texts: readonly string[]): Omit<Flip, 'kind'> {
    const place = random.below(texts.length)
    return inText(texts[place]!, place)
  }

  return Object.entries(counts).flatMap(([kind, count]) =>
    // The keys of `counts` are the kinds.
    Array.from({ length: count }, () => ({ kind: kind as Flip['kind'], ...choose[kind as Flip['kind']]() })),
  )
}

/** The bytes with one bit turned. */
export function turnedBytes(bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> {
  const turned = new Uint8Array(bytes)
  turned[bit >> 3]! ^= 1 << (bit & 7)
  return turned
}
