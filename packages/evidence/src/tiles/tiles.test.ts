import { expect, test } from 'vitest'
import { type Bytes, concat, hexOf, utf8 } from '../bytes.ts'
import { webHashing } from '../hashing.ts'
import { verifyConsistency } from '../merkle/consistency.ts'
import { verifyInclusion } from '../merkle/inclusion.ts'
import { leafHash } from '../merkle/tree.ts'
import { nodeHashing } from '../testing/hashing.ts'
import { leavesOf, logOf } from '../testing/log-of-leaves.ts'
import { NaiveTree } from '../testing/naive-tree.ts'
import { readLeaves } from './log-reader.ts'
import { append, emptyLog, resumeLog, treeRoot } from './log-state.ts'
import { proveConsistency, proveInclusion } from './prove.ts'
import { entriesPath, leavesPath, tilePath, widthOf } from './tile.ts'

const sizesAround = [1, 2, 3, 127, 128, 129, 130, 255, 256, 257, 511, 512, 513, 700]

test('paths of tiles, leaves and entries', () => {
  expect(tilePath({ level: 0, index: 0, width: 256 })).toBe('tile/0/000')
  expect(tilePath({ level: 1, index: 1234067, width: 5 })).toBe('tile/1/x001/x234/067.p/5')
  expect(tilePath({ level: 0, index: 1000, width: 256 })).toBe('tile/0/x001/000')
  expect(leavesPath(273, 112)).toBe('tile/entries/273.p/112')
  expect(entriesPath(273, 256)).toBe('feiyu/entries/273')
})

test('a tree of 70,000 leaves has the tiles that the specification counts', () => {
  const { log } = logOf(leavesOf(70_000), [69_999, 1])
  const tiles = [...log.files.keys()].filter((path) => /^tile\/\d/.test(path))
  const full = (level: number) => tiles.filter((path) => path.startsWith(`tile/${level}/`) && !path.includes('.p/'))
  expect(full(0)).toHaveLength(273)
  expect(full(1)).toEqual(['tile/1/000'])
  expect(tiles).toContain('tile/0/273.p/112')
  expect(tiles).toContain('tile/1/001.p/17')
  expect(tiles).toContain('tile/2/000.p/1')
  expect(widthOf(0, 273, 70_000)).toBe(112)
  expect(widthOf(1, 1, 70_000)).toBe(17)
  expect(widthOf(3, 0, 70_000)).toBe(0)
})

test('however the leaves are batched, the files of a size are the same and its root is that of the naive tree', () => {
  const leaves = leavesOf(700)
  const naive = new NaiveTree(leaves)
  const once = logOf(leaves)
  const some = logOf(leaves, [1, 2, 124, 1, 1, 1, 125, 1, 1, 254, 1, 1, 187])
  const singly = logOf(
    leaves,
    leaves.map(() => 1),
  )
  for (const [path, bytes] of once.log.files) {
    expect(hexOf(some.log.files.get(path) ?? utf8('missing'))).toBe(hexOf(bytes))
    expect(hexOf(singly.log.files.get(path) ?? utf8('missing'))).toBe(hexOf(bytes))
  }
  expect(some.state).toEqual(once.state)
  for (const [size, root] of singly.roots) expect(hexOf(root)).toBe(naive.root(size).toString('hex'))
})

test('a level 0 tile holds the hashes of the leaves in its bundle', async () => {
  const { log } = logOf(leavesOf(300))
  const leaves = await readLeaves(log, 1, 300)
  expect(leaves.map((leaf) => new TextDecoder().decode(leaf))).toEqual(
    Array.from({ length: 44 }, (_, index) => `leaf ${256 + index}`),
  )
  const hashes = leaves.map((leaf) => nodeHashing(leafHash(leaf)))
  expect(hexOf(log.files.get('tile/0/001.p/44')!)).toBe(hexOf(concat(hashes)))
})

test('inclusion proofs of every leaf in every tree of up to 130 leaves are those of the naive tree, and verify', async () => {
  const leaves = leavesOf(130)
  const hashes = leaves.map((leaf) => nodeHashing(leafHash(leaf)))
  const naive = new NaiveTree(leaves)
  const { log, roots } = logOf(
    leaves,
    leaves.map(() => 1),
  )
  const wrong: string[] = []
  for (let size = 1; size <= leaves.length; size++) {
    for (let index = 0; index < size; index++) {
      const proof = await proveInclusion(log, index, size, nodeHashing)
      const same = sameHashes(proof.hashes, naive.inclusion(index, size))
      const holds = nodeHashing(verifyInclusion(proof, hashes[index]!, roots.get(size)!))
      if (!same || !holds) wrong.push(`${index} in ${size}`)
    }
  }
  expect(wrong).toEqual([])
})

test('consistency proofs between all trees of up to 130 leaves are those of the naive tree, and verify', async () => {
  const leaves = leavesOf(130)
  const naive = new NaiveTree(leaves)
  const { log, roots } = logOf(
    leaves,
    leaves.map(() => 1),
  )
  const tree = (size: number) => ({ size, root: roots.get(size)! })
  const wrong: string[] = []
  for (let later = 1; later <= leaves.length; later++) {
    for (let earlier = 1; earlier <= later; earlier++) {
      const proof = await proveConsistency(log, earlier, later, nodeHashing)
      const same = sameHashes(proof, naive.consistency(earlier, later))
      const holds = nodeHashing(verifyConsistency(tree(earlier), tree(later), proof))
      if (!same || !holds) wrong.push(`${earlier} to ${later}`)
    }
  }
  expect(wrong).toEqual([])
})

test('any altered hash, leaf, root, index or size of a proof is refused', async () => {
  const leaves = leavesOf(130)
  const { log, roots } = logOf(
    leaves,
    leaves.map(() => 1),
  )
  for (const size of [1, 2, 3, 7, 64, 65, 130]) {
    for (let index = 0; index < size; index++) {
      const proof = await proveInclusion(log, index, size, nodeHashing)
      const hash = nodeHashing(leafHash(leaves[index]!))
      const root = roots.get(size)!
      const holds = (altered: Partial<typeof proof>, leaf = hash, top = root) =>
        nodeHashing(verifyInclusion({ ...proof, ...altered }, leaf, top))
      expect(holds({})).toBe(true)
      expect(holds({}, flipped(hash))).toBe(false)
      expect(holds({}, hash, flipped(root))).toBe(false)
      for (const place of proof.hashes.keys()) {
        expect(holds({ hashes: proof.hashes.with(place, flipped(proof.hashes[place]!)) })).toBe(false)
      }
      for (let other = -1; other <= size; other++) if (other !== index) expect(holds({ index: other })).toBe(false)
      for (let other = 1; other <= 140; other++) {
        // Trees in which the leaf has the same way up have proofs of the same form: only the signed size tells them apart.
        const same = sameWay(index, size, other)
        expect(holds({ size: other })).toBe(same)
      }
    }
  }
})

test('proofs across tiles and levels verify', async () => {
  const leaves = leavesOf(66_200)
  const { log, state, roots } = logOf(leaves, [256, 300, 65_000, 200, 444])
  const root = roots.get(state.size)!
  for (const index of [0, 255, 256, 65_535, 65_536, 65_791, 65_792, 66_199]) {
    const proof = await proveInclusion(log, index, state.size, nodeHashing)
    expect(await webHashing(verifyInclusion(proof, nodeHashing(leafHash(leaves[index]!)), root))).toBe(true)
  }
  for (const [size, earlier] of roots) {
    const proof = await proveConsistency(log, size, state.size, nodeHashing)
    expect(nodeHashing(verifyConsistency({ size, root: earlier }, { size: state.size, root }, proof))).toBe(true)
  }
}, 120_000)

test('the state of a log comes back from its files, at every size', async () => {
  const leaves = leavesOf(700)
  const { log, roots } = logOf(
    leaves,
    leaves.map(() => 1),
  )
  for (const size of [0, ...sizesAround]) {
    const resumed = await resumeLog(log, { size, root: roots.get(size)! }, nodeHashing)
    expect(hexOf(nodeHashing(treeRoot(resumed)))).toBe(hexOf(roots.get(size)!))
    const { state } = logOf(leaves.slice(0, size))
    expect({ ...resumed, edge: resumed.edge }).toEqual({ ...state, edge: state.edge })
  }
})

test('a log with another root, a cut tile, an altered leaf or a missing file does not resume', async () => {
  const leaves = leavesOf(300)
  const tree = { size: 300, root: logOf(leaves).roots.get(300)! }
  const broken: readonly (readonly [string, (bytes: Bytes) => Bytes | undefined, string])[] = [
    ['tile/0/001.p/44', flipped, 'FEIYU_LOG_ROOT_DIFFERS'],
    ['tile/1/000.p/1', flipped, 'FEIYU_LOG_ROOT_DIFFERS'],
    ['tile/0/001.p/44', (bytes) => bytes.slice(1), 'FEIYU_LOG_TILE_LENGTH'],
    ['tile/0/001.p/44', () => undefined, 'FEIYU_LOG_FILE_MISSING'],
    ['tile/entries/001.p/44', (bytes) => bytes.with(5, bytes[5]! ^ 1), 'FEIYU_LOG_LEAF_DIFFERS'],
    ['tile/entries/001.p/44', (bytes) => bytes.slice(0, -1), 'FEIYU_LOG_BUNDLE_BROKEN'],
    ['tile/entries/001.p/44', (bytes) => concat([bytes, Uint8Array.of(0, 0)]), 'FEIYU_LOG_BUNDLE_BROKEN'],
    ['feiyu/entries/001.p/44', () => undefined, 'FEIYU_LOG_FILE_MISSING'],
  ]
  for (const [path, alter, code] of broken) {
    const { log } = logOf(leaves)
    const bytes = alter(log.files.get(path)!)
    if (bytes === undefined) log.files.delete(path)
    else log.files.set(path, bytes)
    await expect(resumeLog(log, tree, nodeHashing), path).rejects.toMatchObject({ code })
  }
})

test('a partial file that was outgrown is read from the full one', async () => {
  const leaves = leavesOf(300)
  const { log, roots } = logOf(leaves, [100, 156, 44])
  const { outgrown } = nodeHashing(append(logOf(leaves.slice(0, 100)).state, records(leaves.slice(100, 256))))
  expect(outgrown).toEqual(['tile/entries/000.p', 'feiyu/entries/000.p', 'tile/0/000.p'])
  for (const path of [...log.files.keys()]) {
    if (outgrown.some((folder) => path.startsWith(`${folder}/`))) log.files.delete(path)
  }
  expect(log.files.has('tile/0/000.p/100')).toBe(false)
  const proof = await proveInclusion(log, 42, 100, nodeHashing)
  expect(nodeHashing(verifyInclusion(proof, nodeHashing(leafHash(leaves[42]!)), roots.get(100)!))).toBe(true)
  expect((await resumeLog(log, { size: 100, root: roots.get(100)! }, nodeHashing)).leaves).toHaveLength(100)
})

test('an append leaves the state that it was given as it was', () => {
  const { state } = logOf(leavesOf(255))
  const before = structuredClone(state)
  nodeHashing(append(state, records(leavesOf(300))))
  expect(state).toEqual(before)
})

test('a leaf or entry that no bundle can hold is refused, and the longest one is taken', () => {
  const long = (length: number) => ({ leaf: new Uint8Array(length), entry: new Uint8Array(0) })
  expect(() => nodeHashing(append(emptyLog, [long(65_536)]))).toThrow('65536')
  expect(() => nodeHashing(append(emptyLog, [{ leaf: utf8(''), entry: new Uint8Array(65_536) }]))).toThrow('65536')
  expect(nodeHashing(append(emptyLog, [long(65_535)])).state.size).toBe(1)
})

test('proofs of leaves and trees that do not exist are refused', async () => {
  const { log } = logOf(leavesOf(5))
  for (const index of [-1, 5, 1.5]) {
    await expect(proveInclusion(log, index, 5, nodeHashing)).rejects.toMatchObject({ code: 'FEIYU_LOG_OUT_OF_RANGE' })
  }
  await expect(proveConsistency(log, 6, 5, nodeHashing)).rejects.toMatchObject({ code: 'FEIYU_LOG_OUT_OF_RANGE' })
})

function records(leaves: readonly Bytes[]) {
  return leaves.map((leaf) => ({ leaf, entry: utf8('{}') }))
}

function flipped(hash: Bytes): Bytes {
  return hash.with(7, hash[7]! ^ 16)
}

function sameHashes(hashes: readonly Bytes[], others: readonly Buffer[]): boolean {
  return Buffer.concat(hashes).equals(Buffer.concat(others))
}

/** Left and right turns from the leaf up, which is all that a proof depends on. */
function way(index: number, size: number): string | undefined {
  if (index >= size) return undefined
  if (size === 1) return ''
  let left = 1
  while (left * 2 < size) left *= 2
  return index < left ? `${way(index, left)}l` : `${way(index - left, size - left)}r`
}

function sameWay(index: number, size: number, other: number): boolean {
  return way(index, size) === way(index, other)
}
