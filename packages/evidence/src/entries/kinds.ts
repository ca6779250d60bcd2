import { list, map, type Of, oneOf, optional, record, type Shape } from './shape.ts'
import { commitment, count, digest, id, instant } from './values.ts'

const persons = record({ ordinary: count, sensitive: count })

/** A permit, published before the first byte. The permit itself is a document of the gate; `permit` is its digest. */
const permit = record({
  permit: digest,
  approval: optional(digest),
  decision: digest,
  packs: list(record({ id, digest }), 64),
  ground: record({
    pathway: id,
    kind: oneOf('exemption', 'mechanism'),
    citations: list(id, 64),
    mechanism: optional(commitment),
  }),
  mode: oneOf('file', 'push', 'pull', 'stream', 'query'),
  flow: optional(id),
  purpose: commitment,
  scenario: optional(id),
  handler: optional(commitment),
  recipient: commitment,
  /** Digest of the recipient's verifier key, by which its acknowledgement is checked. */
  recipientKey: optional(digest),
  country: id,
  /** Digest of the bytes that may cross, or of the contract with their source. */
  input: digest,
  /** Digest of the field contract: what is passed, dropped, masked, in which column. */
  fields: digest,
  notBefore: instant,
  notAfter: instant,
  ceilings: record({ rows: optional(count), bytes: optional(count), newPersons: persons }),
  conditions: list(record({ duty: id, state: oneOf('met', 'not-applicable'), proof: optional(digest) }), 64),
})

/** How a crossing ended. Every permit gets one, also after a crash. */
const outcome = record({
  permit: digest,
  end: oneOf('completed', 'stopped', 'interrupted', 'unused'),
  /** Why it stopped, and where: row and column count from 1, `type` is the kind of value that was met. */
  stop: optional(record({ code: id, row: optional(count), column: optional(count), type: optional(id) })),
  read: record({
    digest: optional(digest),
    chunks: optional(digest),
    bytes: count,
    rows: count,
    persons: optional(count),
  }),
  released: record({
    digest: optional(digest),
    chunks: optional(digest),
    bytes: count,
    rows: count,
    persons: optional(count),
  }),
  newPersons: persons,
  /** Values by kind. */
  dropped: optional(map(id, count)),
  masked: optional(map(id, count)),
  held: optional(map(id, count)),
  withoutConsent: optional(count),
  firstRelease: optional(instant),
  lastRelease: optional(instant),
  gateway: id,
  clock: id,
})

/** A crossing that was refused before any permit. */
const deny = record({
  input: optional(digest),
  decision: optional(digest),
  reasons: list(
    record({ code: id, pathway: optional(id), row: optional(count), column: optional(count), type: optional(id) }),
    64,
  ),
  missing: list(id, 256),
  recipient: optional(commitment),
  handler: optional(commitment),
  purpose: optional(commitment),
  country: optional(id),
})

/** A change of a tally book: its new root, and the figures that law uses. `book` is a digest that nobody can guess back. */
const tally = record({
  book: digest,
  cause: oneOf('opened', 'reserved', 'settled', 'opening-balance', 'recount', 'closed'),
  root: digest,
  segments: count,
  upper: persons,
  permit: optional(digest),
})

/** Body of each kind of entry. */
export const bodies = { permit, outcome, deny, tally } satisfies Readonly<Record<string, Shape<object>>>

/** Kinds of entries. */
export type EntryKind = keyof typeof bodies

/** Body of an entry of a kind. */
export type EntryBody<K extends EntryKind> = Of<(typeof bodies)[K]>
