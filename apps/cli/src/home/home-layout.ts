import { join } from 'node:path'
import type { Digest } from '@feiyu/core'

/**
 * Where things lie in the home (`FEIYU_HOME`), relative to it. Everything that is kept from one command to the next is
 * here, and nothing else says where.
 */
export const homeLayout = {
  /** Standing statements of the handler, written by people. */
  statements: 'feiyu.yaml',
  /** The evidence log: a tlog-tiles tree that anybody may read. */
  log: 'log',
  /** Verifier key of the log, for those who read without the private one. */
  logKey: 'log/key',
  /** Tally books. */
  books: 'books',
  /** Crossings that have begun: what recovery needs of each. */
  crossings: 'crossings',
  /** Receipts of crossings that were stopped, and of those whose folder is gone. */
  receipts: 'receipts',
  /** What was decided of each file that was to cross, by the digest that its permit or denial names. */
  decisions: 'decisions',
  /** The packs that decisions were made under, one file for each digest. */
  packs: 'packs',
  /** Salts of denials: with them the handler can show what an entry commits to. */
  denials: 'denials',
  /** Held while the home is made. */
  lock: 'lock',
  keys: 'keys',
  /** Signs permits, the log and its outcomes. */
  portKey: 'keys/port',
  /** The same before its log was made: a home is begun whole or begun again. */
  nextPortKey: 'keys/port.next',
  /** Signs approvals: the key of the person at this machine. */
  approverKey: 'keys/approver',
  /** Verifier keys of those who may approve, one file each. The gate believes these and no others. */
  approvers: 'keys/approvers',
  /** Signs law packs: the key of the person at this machine. */
  packKey: 'keys/packs',
  /** Verifier keys of those whose signatures under packs are believed, one file each. */
  packSigners: 'keys/pack-signers',
  /** A number that a person raises when the home was put back from a copy: permits minted before are refused. */
  epoch: 'keys/epoch',
  /** Keys of the books, and their second copies. */
  tallyKeys: 'keys/tally',
  bookKeys: 'keys/books',
  /** Keys of delivery tokens, one file a recipient. */
  tokenKeys: 'keys/tokens',
} as const

/** The absolute path of a part of the home. */
export function inHome(home: string, part: string): string {
  return join(home, part)
}

/** File of the token key of a recipient, named by the digest of its name so that no name is a path. */
export function tokenKeyPath(recipient: Digest): string {
  return `${homeLayout.tokenKeys}/${recipient.slice('sha256:'.length)}`
}
