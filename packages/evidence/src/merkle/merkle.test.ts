import { expect, test } from 'vitest'
import { type Bytes, bytesOfHex, hexOf } from '../bytes.ts'
import { nodeHashing } from '../testing/hashing.ts'
import { verifyConsistency } from './consistency.ts'
import { verifyInclusion } from './inclusion.ts'
import { emptyRoot, leafHash, nodeHash, rootOfHashes } from './tree.ts'

// The vectors of Certificate Transparency, which its other implementations use too.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map(bytesOfHex)
const hashes = leaves.map((leaf) => nodeHashing(leafHash(bytesOfHex(leaf))))

const inclusions = [
  { leaf: 1, size: 1, proof: [] },
  {
    leaf: 1,
    size: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    leaf: 6,
    size: 8,
    proof: [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  { leaf: 3, size: 3, proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
  {
    leaf: 2,
    size: 5,
    proof: [
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
]

const consistencies = [
  { earlier: 1, later: 1, proof: [] },
  {
    earlier: 1,
    later: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    earlier: 6,
    later: 8,
    proof: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  {
    earlier: 2,
    later: 5,
    proof: [
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ],
  },
  {
    earlier: 6,
    later: 7,
    proof: [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
]

test('roots of the Certificate Transparency vectors, from none to eight leaves', () => {
  expect(hexOf(nodeHashing(emptyRoot()))).toBe(hexOf(roots[0]!))
  for (let size = 1; size <= 8; size++) {
    expect(hexOf(nodeHashing(rootOfHashes(hashes.slice(0, size))))).toBe(hexOf(roots[size]!))
  }
})

test('leaf and node hashes are of different domains', () => {
  const bytes = new TextEncoder()
  expect(hexOf(nodeHashing(leafHash(bytes.encode('L123456'))))).toBe(
    '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
  )
  expect(hexOf(nodeHashing(nodeHash(bytes.encode('N123'), bytes.encode('N456'))))).toBe(
    'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
  )
})

test('inclusion proofs of the vectors verify, and no altered one does', () => {
  for (const { leaf, size, proof } of inclusions) {
    const path = proof.map(bytesOfHex)
    const [index, hash, root] = [leaf - 1, hashes[leaf - 1]!, roots[size]!]
    const verify = (at: number, of: number, hashesOf: readonly Bytes[], leafOf = hash, rootOf = root) =>
      nodeHashing(verifyInclusion({ index: at, size: of, hashes: hashesOf }, leafOf, rootOf))
    expect(verify(index, size, path)).toBe(true)
    for (const other of [index - 1, index + 1, index ^ 2, 0.5, Number.NaN])
      expect(verify(other, size, path)).toBe(false)
    for (const other of [size * 2, Math.floor(size / 2)]) expect(verify(index, other, path)).toBe(false)
    expect(verify(index, size, path, roots[0])).toBe(false)
    expect(verify(index, size, path, hash, roots[0])).toBe(false)
    expect(verify(index, size, path, hash.slice(1))).toBe(false)
    for (const extra of [new Uint8Array(0), root]) {
      expect(verify(index, size, [...path, extra])).toBe(false)
      expect(verify(index, size, [extra, ...path])).toBe(false)
    }
    for (const place of path.keys()) {
      expect(verify(index, size, path.with(place, flipped(path[place]!)))).toBe(false)
      expect(verify(index, size, path.toSpliced(place, 1))).toBe(false)
    }
  }
})

test('a proof does not go on beyond the root', () => {
  const [leaf, beyond] = hashes
  const further = nodeHashing(nodeHash(beyond!, leaf!))
  expect(nodeHashing(verifyInclusion({ index: 0, size: 1, hashes: [beyond!] }, leaf!, further))).toBe(false)
})

test('consistency proofs of the vectors verify, and no altered one does', () => {
  for (const { earlier, later, proof } of consistencies) {
    const path = proof.map(bytesOfHex)
    const verify = (
      before: number,
      after: number,
      hashesOf: readonly Bytes[],
      rootBefore = roots[earlier]!,
      rootAfter = roots[later]!,
    ) => nodeHashing(verifyConsistency({ size: before, root: rootBefore }, { size: after, root: rootAfter }, hashesOf))
    expect(verify(earlier, later, path)).toBe(true)
    if (path.length === 0) continue
    for (const other of [earlier - 1, earlier + 1, earlier ^ 2]) expect(verify(other, later, path)).toBe(false)
    for (const other of [later * 2, Math.floor(later / 2)]) expect(verify(earlier, other, path)).toBe(false)
    expect(verify(earlier, later, path, roots[later], roots[earlier])).toBe(false)
    expect(verify(earlier, later, path, flipped(roots[earlier]!))).toBe(false)
    expect(verify(earlier, later, path, roots[earlier], flipped(roots[later]!))).toBe(false)
    expect(verify(earlier, later, [])).toBe(false)
    for (const extra of [new Uint8Array(0), roots[earlier]!, roots[later]!, path[0]!]) {
      expect(verify(earlier, later, [...path, extra])).toBe(false)
      expect(verify(earlier, later, [extra, ...path])).toBe(false)
    }
    for (const place of path.keys()) {
      expect(verify(earlier, later, path.with(place, flipped(path[place]!)))).toBe(false)
    }
  }
})

test('trees that are always consistent, and time that runs backwards', () => {
  const tree = (size: number, root = roots[size]!) => ({ size, root })
  const consistent = (...args: Parameters<typeof verifyConsistency>) => nodeHashing(verifyConsistency(...args))
  expect(consistent(tree(0), tree(0), [])).toBe(true)
  expect(consistent(tree(0), tree(5), [])).toBe(true)
  expect(consistent(tree(0, roots[1]), tree(5), [])).toBe(false)
  expect(consistent(tree(0), tree(5), [roots[1]!])).toBe(false)
  expect(consistent(tree(3), tree(3, roots[4]), [])).toBe(false)
  expect(consistent(tree(4), tree(3), [])).toBe(false)
  expect(consistent(tree(2), tree(1, roots[2]), [])).toBe(false)
  expect(consistent(tree(1), tree(2), [])).toBe(false)
})

function flipped(hash: Bytes): Bytes {
  return hash.with(0, hash[0]! ^ 8)
}
