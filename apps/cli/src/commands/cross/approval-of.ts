import { type CivilDate, canonicalJson, type Digest, digestOfJson } from '@feiyu/core'
import { idOf, instantOf } from '@feiyu/evidence'
import type { Approval, PermitCondition, PermitConsent, PermitField, PermitGround, Persons } from '@feiyu/gate'
import type { Citation, Law } from '@feiyu/law'
import type { Context } from '../../context.ts'
import type { FileReport } from '../../scanning/file-report.ts'
import { groundOf } from '../check/ground.ts'
import type { JudgedFile } from '../check/judge-file.ts'
import type { Mechanism } from '../check/mechanism.ts'
import type { Stated } from '../check/stated.ts'

/** What a person at this machine approves by `feiyu cross`: one crossing of one file, today. */
export interface ApprovalInput {
  readonly law: Law
  readonly file: JudgedFile
  readonly stated: Stated
  readonly fields: readonly PermitField[]
  readonly watch: Approval['watch']
  readonly ceilings: { readonly rows: number; readonly bytes: number; readonly newPersons: Persons }
  readonly classTable: Digest
  /** Under which the home keeps the decision. */
  readonly decision: Digest
  readonly consent: PermitConsent | null
  readonly group: Approval['group']
  /** Where no handler is needed, none is named. */
  readonly isPersonal: boolean
}

/** How long an approval of the command line lives: the crossing follows at once. */
const approvalMs = 24 * 3_600_000

/** The approval before anybody signed it. Recipient and purpose have been shown to be there. */
export async function approvalOf(context: Context, input: ApprovalInput): Promise<Approval> {
  const { stated, fields, watch, ceilings, consent, isPersonal, group } = input
  const now = context.clock.now()
  const { name, uscc } = stated.handler
  return {
    schema: 'feiyu.approval/1',
    id: `cli/${instantOf(now)}`,
    notBefore: instantOf(now),
    notAfter: instantOf(now + approvalMs),
    handler: isPersonal && name !== null && uscc !== null ? { name, uscc } : null,
    group,
    overseasRecipient: { name: stated.recipient ?? '', country: stated.country, keyDigest: null },
    onward: [],
    purpose: stated.purpose ?? '',
    ground: groundOfAnswer(input),
    fields,
    watch,
    ceilings,
    conditions: await conditionsFor(input),
    consent,
    approvals: [],
  }
}

function groundOfAnswer({ law, file, stated, classTable, decision }: ApprovalInput): PermitGround {
  const { answer } = file.judged
  const { mechanism } = stated.shown
  const isExemption = groundOf(answer.pathway).kind === 'none'
  return {
    pathway: idOf(answer.pathway),
    kind: isExemption ? 'exemption' : 'mechanism',
    citations: [...new Set(answer.citations.map(citationId))].slice(0, 64),
    mechanism: isExemption || mechanism === null ? null : mechanismOf(mechanism),
    decision,
    asOf: stated.asOf,
    packs: law.packs.map(({ id, digest }) => ({ id: idOf(id), digest })),
    classTable,
  }
}

function mechanismOf({ kind, number, validUntil, file }: Mechanism): PermitGround['mechanism'] {
  return { kind, number, validUntil, digest: file.digest }
}

/** Recipient and purpose stand in the approval itself; they need no proof beside it. */
const inApproval = ['recipient', 'purpose']

async function conditionsFor({ file, stated }: ApprovalInput): Promise<readonly PermitCondition[]> {
  const { by, on, basis } = stated.shown
  return Promise.all(
    file.conditions
      .filter(({ id }) => !inApproval.includes(id))
      .map(async ({ id, state, proof }) => {
        if (state === 'missing') throw new TypeError(`condition \`${id}\` is not met; nothing may be approved`)
        // The legal basis is a statement: what proves it is who made it and when.
        const statement = id === 'legal-basis' ? { digest: await digestOfJson({ basis, by, on }), by, on } : null
        const shown = proof ?? statement
        return {
          duty: idOf(id),
          state,
          proof: shown === null ? null : (shown.digest as Digest),
          by: shown?.by ?? null,
          on: shown?.on ?? null,
        }
      }),
  )
}

/** `instrument#article` in the letters that an entry takes: `5(1)(4)` is written `5.1.4`. */
export function citationId({ instrument, article }: Citation): string {
  if (article === null) return idOf(instrument)
  const plain = article
    .replaceAll(/\)\(|[()]/g, '.')
    .replaceAll(/[^A-Za-z0-9._:#/-]/g, '-')
    .replace(/\.$/, '')
  return idOf(`${instrument}#${plain}`)
}

/** Days on which the law of the packs changes. */
export function lawChanges(law: Law, today: CivilDate): readonly CivilDate[] {
  return law.changeDates.filter((day) => day > today)
}

/** Bytes that may leave at most: tokens and masks may be longer than what was read, nothing more. */
export function mostBytes(report: FileReport): number {
  const longestToken = 40
  // Each element of a list in JSON may become a token: ten times what `1,` takes.
  const growth = report.format === 'csv' ? 2 : 12
  return (
    growth * report.bytes +
    report.rows * Math.max(1, report.fields.length) * longestToken +
    canonicalJson(report.fields).length
  )
}
