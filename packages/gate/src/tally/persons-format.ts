import { keyTypes, linkWords, type PersonBatch, personWords } from '@feiyu/scan'
import { BookError } from '../errors.ts'

/** Bytes of a record: key and bitmap of a person, two keys of a link, bitmap and number of keyless rows. */
const recordBytes = 16
const groupBytes = 8
const [personGroup, linkGroup, keylessGroup] = [1, 2, 3]

/** What stands in a frame of persons. */
export interface PersonsVisitor {
  person(lo: number, hi: number, kind: number, bitsLo: number, bitsHi: number): void
  link(lo: number, hi: number, kind: number, ownerLo: number, ownerHi: number, ownerKind: number): void
  keyless(bitsLo: number, bitsHi: number, rows: number): void
}

/** Visits the persons of a batch as they leave the scanner. */
export function visitBatch(batch: PersonBatch, visitor: PersonsVisitor): void {
  const { words, links } = batch
  for (let at = 0; at < batch.count * personWords; at += personWords) {
    visitor.person(words[at]!, words[at + 1]!, kindOf(words[at + 4]!), words[at + 2]!, words[at + 3]!)
  }
  for (let at = 0; at < batch.linkCount * linkWords; at += linkWords) {
    const [kind, ownerKind] = [kindOf(links[at + 2]!), kindOf(links[at + 5]!)]
    visitor.link(links[at]!, links[at + 1]!, kind, links[at + 3]!, links[at + 4]!, ownerKind)
  }
  for (const { lo, hi, rows } of batch.keyless) visitor.keyless(lo, hi, rows)
}

/**
 * Writes a batch as the groups of a segment: 8 bytes that name the group (what, kind of key, kind of the owner's key,
 * number of records), then 16 bytes a record, all words little-endian. A person is 16 bytes.
 */
export function writePersons(batch: PersonBatch): Uint8Array {
  const groups = new Map<number, { records: number; at: number }>()
  const count = (name: number) => {
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { records: 1, at: 0 })
    else group.records++
  }
  visitBatch(batch, {
    person: (_lo, _hi, kind) => count(nameOf(personGroup, kind, 0)),
    link: (_lo, _hi, kind, _ownerLo, _ownerHi, ownerKind) => count(nameOf(linkGroup, kind, ownerKind)),
    keyless: () => count(nameOf(keylessGroup, 0, 0)),
  })
  let size = 0
  for (const group of groups.values()) {
    group.at = size + groupBytes
    size = group.at + group.records * recordBytes
  }
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  for (const [name, { records, at }] of groups) {
    view.setUint32(at - groupBytes, name, true)
    view.setUint32(at - groupBytes + 4, records, true)
  }
  const put = (name: number, first: number, second: number, third: number, fourth: number) => {
    const group = groups.get(name)!
    view.setInt32(group.at, first, true)
    view.setInt32(group.at + 4, second, true)
    view.setInt32(group.at + 8, third, true)
    view.setInt32(group.at + 12, fourth, true)
    group.at += recordBytes
  }
  visitBatch(batch, {
    person: (lo, hi, kind, bitsLo, bitsHi) => put(nameOf(personGroup, kind, 0), lo, hi, bitsLo, bitsHi),
    link: (lo, hi, kind, ownerLo, ownerHi, ownerKind) =>
      put(nameOf(linkGroup, kind, ownerKind), lo, hi, ownerLo, ownerHi),
    keyless: (lo, hi, rows) => put(nameOf(keylessGroup, 0, 0), lo, hi, rows, Math.floor(rows / 2 ** 32)),
  })
  return bytes
}

/** Visits the persons of a frame that `writePersons` made. */
export function visitPersons(bytes: Uint8Array, visitor: PersonsVisitor): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 0; at < bytes.length; ) {
    const name = view.getUint32(at, true)
    const [group, kind, ownerKind] = [name & 255, (name >> 8) & 255, (name >> 16) & 255]
    const end = at + groupBytes + view.getUint32(at + 4, true) * recordBytes
    for (at += groupBytes; at < end; at += recordBytes) {
      const [first, second] = [view.getInt32(at, true), view.getInt32(at + 4, true)]
      const [third, fourth] = [view.getInt32(at + 8, true), view.getInt32(at + 12, true)]
      if (group === personGroup) visitor.person(first, second, kind, third, fourth)
      else if (group === linkGroup) visitor.link(first, second, kind, third, fourth, ownerKind)
      else visitor.keyless(first, second, (third >>> 0) + fourth * 2 ** 32)
    }
  }
}

/** The groups of links of a frame of persons. */
export function linkGroupsOf(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const groups: Uint8Array[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = at + groupBytes + view.getUint32(at + 4, true) * recordBytes
    if ((view.getUint32(at, true) & 255) === linkGroup) groups.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat(groups)
}

function nameOf(group: number, kind: number, ownerKind: number): number {
  return group | (kind << 8) | (ownerKind << 16)
}

/** The kind of key that a batch names: anything else is a fault of whoever made the batch. */
function kindOf(word: number): number {
  if (word >= 0 && word < keyTypes.length) return word
  throw new BookError(
    'FEIYU_BOOK_KEY_KIND',
    `\`${word}\` is no kind of key; persons come from the scanner of this version`,
  )
}
