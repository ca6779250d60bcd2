import {
  keyTypes,
  keyWords,
  linkKindAt,
  linkOwnerAt,
  linkOwnerKindAt,
  linkWords,
  type PersonBatch,
  personBitsAt,
  personKindAt,
  personWords,
} from '@feiyu/scan'
import { BookError } from '../errors.ts'

const [personGroup, linkGroup, keylessGroup] = [1, 2, 3]
const groupBytes = 8
const wordBytes = 4
const keyBytes = keyWords * wordBytes
/** Words of a record by group: key and bitmap of a person, two keys of a link, bitmap and number of keyless rows. */
const recordWords = { [personGroup]: keyWords + 2, [linkGroup]: keyWords * 2, [keylessGroup]: 4 }

/** What stands in a frame of persons. A key is the `keyWords` words of an array from a place on, good for the call alone. */
export interface PersonsVisitor {
  person(words: Int32Array, at: number, kind: number, bitsLo: number, bitsHi: number): void
  link(words: Int32Array, at: number, kind: number, ownerAt: number, ownerKind: number): void
  keyless(bitsLo: number, bitsHi: number, rows: number): void
}

/** Visits the persons of a batch as they leave the scanner. */
export function visitBatch(batch: PersonBatch, visitor: PersonsVisitor): void {
  const { words, links } = batch
  for (let at = 0; at < batch.count * personWords; at += personWords) {
    const bits = at + personBitsAt
    visitor.person(words, at, kindOf(words[at + personKindAt]!), words[bits]!, words[bits + 1]!)
  }
  for (let at = 0; at < batch.linkCount * linkWords; at += linkWords) {
    const [kind, ownerKind] = [kindOf(links[at + linkKindAt]!), kindOf(links[at + linkOwnerKindAt]!)]
    visitor.link(links, at, kind, at + linkOwnerAt, ownerKind)
  }
  for (const { lo, hi, rows } of batch.keyless) visitor.keyless(lo, hi, rows)
}

/**
 * Writes a batch as the groups of a segment: 8 bytes that name the group (what, kind of key, kind of the owner's key,
 * number of records), then its records, all words little-endian. A person is 24 bytes, a link 32, a bitmap of rows
 * without a key 16.
 */
export function writePersons(batch: PersonBatch): Uint8Array {
  const groups = new Map<number, { records: number; at: number }>()
  const count = (name: number) => {
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { records: 1, at: 0 })
    else group.records++
  }
  visitBatch(batch, {
    person: (_words, _at, kind) => count(nameOf(personGroup, kind, 0)),
    link: (_words, _at, kind, _ownerAt, ownerKind) => count(nameOf(linkGroup, kind, ownerKind)),
    keyless: () => count(nameOf(keylessGroup, 0, 0)),
  })
  let size = 0
  for (const [name, group] of groups) {
    group.at = size + groupBytes
    size = group.at + group.records * recordBytesOf(name)
  }
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  for (const [name, { records, at }] of groups) {
    view.setUint32(at - groupBytes, name, true)
    view.setUint32(at - groupBytes + 4, records, true)
  }
  /** Takes a place for a record at the end of what its group has. */
  const placeIn = (name: number) => {
    const group = groups.get(name)!
    const { at } = group
    group.at += recordBytesOf(name)
    return at
  }
  const putKey = (at: number, words: Int32Array, from: number) => {
    for (let word = 0; word < keyWords; word++) view.setInt32(at + word * wordBytes, words[from + word]!, true)
  }
  visitBatch(batch, {
    person: (words, from, kind, bitsLo, bitsHi) => {
      const at = placeIn(nameOf(personGroup, kind, 0))
      putKey(at, words, from)
      view.setInt32(at + keyBytes, bitsLo, true)
      view.setInt32(at + keyBytes + 4, bitsHi, true)
    },
    link: (words, from, kind, ownerFrom, ownerKind) => {
      const at = placeIn(nameOf(linkGroup, kind, ownerKind))
      putKey(at, words, from)
      putKey(at + keyBytes, words, ownerFrom)
    },
    keyless: (bitsLo, bitsHi, rows) => {
      const at = placeIn(nameOf(keylessGroup, 0, 0))
      view.setInt32(at, bitsLo, true)
      view.setInt32(at + 4, bitsHi, true)
      view.setInt32(at + 8, rows, true)
      view.setInt32(at + 12, Math.floor(rows / 2 ** 32), true)
    },
  })
  return bytes
}

/** Visits the persons of a frame that `writePersons` made. */
export function visitPersons(bytes: Uint8Array, visitor: PersonsVisitor): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const record = new Int32Array(keyWords * 2)
  for (let at = 0; at < bytes.length; ) {
    const name = view.getUint32(at, true)
    const [group, kind, ownerKind] = [name & 255, (name >> 8) & 255, (name >> 16) & 255]
    const size = recordBytesOf(name)
    const end = at + groupBytes + view.getUint32(at + 4, true) * size
    for (at += groupBytes; at < end; at += size) {
      for (let word = 0; word < size / wordBytes; word++) record[word] = view.getInt32(at + word * wordBytes, true)
      if (group === personGroup) visitor.person(record, 0, kind, record[keyWords]!, record[keyWords + 1]!)
      else if (group === linkGroup) visitor.link(record, 0, kind, keyWords, ownerKind)
      else visitor.keyless(record[0]!, record[1]!, (record[2]! >>> 0) + record[3]! * 2 ** 32)
    }
  }
}

/** The groups of links of a frame of persons. */
export function linkGroupsOf(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const groups: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = at + groupBytes + view.getUint32(at + 4, true) * recordBytesOf(view.getUint32(at, true))
    if ((view.getUint32(at, true) & 255) === linkGroup) groups.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat(groups)
}

function nameOf(group: number, kind: number, ownerKind: number): number {
  return group | (kind << 8) | (ownerKind << 16)
}

/** Bytes of a record of a group. */
function recordBytesOf(name: number): number {
  return recordWords[name & 255]! * wordBytes
}

/** The kind of key that a batch names: anything else is a fault of whoever made the batch. */
function kindOf(word: number): number {
  if (word >= 0 && word < keyTypes.length) return word
  throw new BookError(
    'FEIYU_BOOK_KEY_KIND',
    `\`${word}\` is no kind of key; persons come from the scanner of this version`,
  )
}
