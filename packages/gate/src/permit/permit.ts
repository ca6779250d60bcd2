import type { CivilDate, Digest } from '@feiyu/core'
import type { Account, CountedField, Persons, Registers } from '../ports/book.ts'

/**
 * The only key to the gate: minted by machine from a live approval for one crossing, at most 24 hours, used once. A
 * permit is canonical JSON (RFC 8785); its id is the digest of that JSON without `id` and `signature`. The gate refuses an
 * unknown key, checks every field itself, and never asks anyone what a field means.
 */
export interface Permit {
  readonly id: Digest
  readonly schema: 'feiyu.permit/1'
  /** Instants in UTC, `2026-11-25T08:00:00.000Z`. */
  readonly issuedAt: string
  readonly notBefore: string
  readonly notAfter: string
  readonly uses: 1
  /** Origin of the log in which it is published. */
  readonly log: string
  /** Verifier key (`NAME+KEY ID+BASE64`) of the port that signs. */
  readonly port: string
  /** Grows whenever the port's state is put back or its key changes: a permit of an earlier one is refused. */
  readonly epoch: number
  readonly why: PermitWhy
  readonly who: PermitWho
  readonly ground: PermitGround
  readonly what: PermitWhat
  readonly watch: PermitWatch
  readonly count: PermitCount
  readonly conditions: readonly PermitCondition[]
  readonly consent: PermitConsent | null
  readonly after: PermitAfter
  /** Ed25519 over `feiyu.permit/1 ID`, base64. */
  readonly signature: string
}

export interface PermitWhy {
  readonly approval: Digest
  readonly flow: string | null
  readonly mode: 'file'
  readonly run: string
  readonly purpose: string
  readonly scenario: string | null
}

export interface PermitWho {
  /** Null where no personal information crosses. */
  readonly handler: { readonly name: string; readonly uscc: string } | null
  readonly exporter: string
  readonly overseasRecipient: { readonly name: string; readonly country: string; readonly keyDigest: Digest | null }
  readonly onward: readonly string[]
}

export interface PermitGround {
  readonly pathway: string
  readonly kind: 'exemption' | 'mechanism'
  /** `instrument#article`. */
  readonly citations: readonly string[]
  readonly mechanism: {
    readonly kind: string
    readonly number: string
    /** Last day; null where none was set. */
    readonly validUntil: CivilDate | null
    readonly digest: Digest
  } | null
  readonly decision: Digest
  readonly asOf: CivilDate
  readonly packs: readonly { readonly id: string; readonly digest: Digest }[]
  readonly classTable: Digest
}

export interface PermitWhat {
  /** SHA-256 of the bytes that may cross. */
  readonly revision: Digest
  /** Every column of the input, in its order. A column that is not here does not pass. */
  readonly fields: readonly PermitField[]
}

/** What is done to one column on its way. */
export type FieldAction =
  | { readonly action: 'pass' }
  | { readonly action: 'drop' }
  /** Keeps so many characters at the beginning and the end; the others become `*`. */
  | { readonly action: 'mask'; readonly keepStart: number; readonly keepEnd: number }
  | { readonly action: 'constant'; readonly value: string }
  /** AES-CMAC of the value under a key scoped by recipient, hexadecimal; never the book's key. */
  | { readonly action: 'token'; readonly keyId: string }
  | { readonly action: 'generalise-date'; readonly to: 'year' | 'quarter' | 'month' }
  /** Down to a multiple of `step`. */
  | { readonly action: 'generalise-number'; readonly step: number }

export type PermitField = {
  /** Name of the column in the profile. */
  readonly path: string
  /** What the approved profile says it is, and what that counts as. */
  readonly type: string
  readonly category: 'business' | 'personal' | 'sensitive' | 'credential'
} & FieldAction

export interface PermitWatch {
  readonly detectors: Digest
  /** Kinds of value (`Detector.id`) that the approved profile found in a column; any other strong hit stops. */
  readonly cleared: readonly { readonly path: string; readonly detectors: readonly string[] }[]
  readonly strongHit: 'stop'
  /** A weak hit that was not cleared holds the chunk when its share of the column's values is above this. */
  readonly weakHoldAbove: number
  readonly drift: {
    readonly onNewField: 'drop' | 'hold' | 'stop'
    readonly onMissingField: 'hold' | 'stop'
    readonly onNewClass: 'stop'
  }
  readonly undecodable: 'stop'
}

export interface PermitCount {
  /** Null where no personal information crosses. `handlerPath`: the column that tells whose persons a row's are (T1). */
  readonly subject: {
    readonly path: string | null
    readonly keyType: string
    readonly handlerPath: string | null
  } | null
  /** The books in which persons are counted: the handler's own, or one for each legal person of a group. */
  readonly books: readonly PermitBook[]
  readonly account: Account | null
  /** Null where nobody is counted. */
  readonly registers: Registers | null
  /** Bits of the personal fields that cross. */
  readonly counted: readonly CountedField[]
  /** Of all books together. */
  readonly ceilings: { readonly rows: number; readonly bytes: number; readonly newPersons: Persons }
}

/** The book of one legal person, and how many of its persons may be new there. */
export interface PermitBook {
  /** Unified social credit code of the legal person. */
  readonly handler: string
  readonly book: Digest
  readonly newPersons: Persons
}

/** A dataset of a group: the column that tells the legal person of a row, and all who stand in it. */
export interface HandlerGroup {
  readonly path: string
  readonly handlers: readonly string[]
}

export interface PermitCondition {
  readonly duty: string
  readonly state: 'met' | 'not-applicable'
  readonly proof: Digest | null
  readonly by: string | null
  readonly on: CivilDate | null
}

export interface PermitConsent {
  readonly basis: 'consent'
  readonly source:
    | { readonly kind: 'register'; readonly digest: Digest; readonly keyPath: string }
    | { readonly kind: 'column'; readonly path: string; readonly granted: readonly string[] }
  readonly onMissing: 'drop' | 'hold'
}

export interface PermitAfter {
  readonly recipientDeleteBy: CivilDate | null
  readonly acknowledgeWithinDays: number | null
}

/**
 * What people sign; lives longer than any permit minted from it. `digest` is that of its canonical JSON without
 * `approvals`.
 */
export interface Approval {
  readonly schema: 'feiyu.approval/1'
  readonly id: string
  readonly notBefore: string
  readonly notAfter: string
  readonly handler: PermitWho['handler']
  /** Null where all rows are the handler's own. */
  readonly group: HandlerGroup | null
  readonly overseasRecipient: PermitWho['overseasRecipient']
  readonly onward: readonly string[]
  readonly purpose: string
  readonly ground: PermitGround
  readonly fields: readonly PermitField[]
  readonly watch: PermitWatch
  readonly ceilings: PermitCount['ceilings']
  readonly conditions: readonly PermitCondition[]
  readonly consent: PermitConsent | null
  /**
   * Ed25519 by keys that the gate knows from elsewhere (enrolled out of band), over the digest with person, role and moment
   * (`signVouching`).
   */
  readonly approvals: readonly {
    readonly person: string
    readonly role: string
    readonly at: string
    readonly key: string
    readonly signature: string
  }[]
}
