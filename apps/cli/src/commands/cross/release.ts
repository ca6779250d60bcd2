import { createEncoder, openTable } from '@feiyu/formats'
import {
  type Approval,
  bookKeyMac,
  type CrossingOrder,
  type CrossingResult,
  createChunkGate,
  cross,
  mintPermit,
  type Permit,
  type PermitBook,
  type PermitCount,
  signApproval,
  writeCanonical,
} from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { readApprovers } from '../../home/approvers.ts'
import { crossingContext, destinationOf, type FilePlace } from '../../home/crossings.ts'
import { readEpoch } from '../../home/epoch.ts'
import { openTokenKey, type TokenKey } from '../../home/token-key.ts'
import { startProgress } from '../../output/progress.ts'
import { holdsPersons } from '../../scanning/file-report.ts'
import { countedFields } from '../check/view-tally.ts'
import { approvalOf, citationId, lawChanges, mostBytes } from './approval-of.ts'
import { countedBook } from './counted-book.ts'
import { permitFields, permitWatch } from './permit-parts.ts'
import type { Prepared } from './prepared.ts'

/** A crossing that was asked for, whatever became of it. */
export interface Released {
  readonly result: CrossingResult
  readonly place: FilePlace
}

/**
 * The second pass: approved, permitted, counted, and through the gate. What the gate stops is a result; what breaks is
 * thrown after the permit was closed.
 */
export async function release(
  context: Context,
  prepared: Prepared,
  place: FilePlace,
  signal: AbortSignal,
): Promise<Released> {
  const { home, stated, changes, input, whole, classTable, books } = prepared
  const token = [...changes.actions.values()].some(({ action }) => action === 'token')
    ? await openTokenKey(context, stated.recipient ?? '')
    : null
  const { approval, permit } = await permitFor(context, prepared, token)
  const approvers = await readApprovers(context)
  await using table = await openTable(whole.report.path, {
    ...whole.reading,
    handle: input,
    digest: 'tree',
    shape: true,
  })
  const progress = startProgress(context.out, context.say, context.clock, context.say.cross.crossing(place.name))
  const order: CrossingOrder = {
    documents: { permit: writeCanonical(permit), approval: writeCanonical(approval) },
    trust: {
      log: home.keys.port.key.name,
      portKeys: [home.keys.port.key],
      enrolledApprovers: approvers,
      epoch: await readEpoch(context),
    },
    source: table,
    gate: (honoured: Permit) =>
      createChunkGate(honoured, {
        classTable,
        macs: honoured.count.books.map((_, index) => bookKeyMac(books[index]!.book.key)),
        encoder: createEncoder(table),
        tokens: (keyId) => tokenMac(token, keyId),
        consent: prepared.consent?.register ?? null,
        subject: prepared.subject,
      }),
    books: permit.count.books.map((_, index) => countedBook(context, prepared, index, permit.count.account)),
    destination: destinationOf(place),
    destinationRecord: { folder: place.folder, name: place.name },
    signal,
    on: ({ bytesRead }) => progress.update(bytesRead, whole.report.bytes),
  }
  try {
    return { result: await cross(crossingContext(context, home), order), place }
  } finally {
    progress.end()
  }
}

async function permitFor(
  context: Context,
  prepared: Prepared,
  token: TokenKey | null,
): Promise<{ readonly approval: Approval; readonly permit: Permit }> {
  const { law, home, stated, changes, whole, scanned, file, decision } = prepared
  const isPersonal = holdsPersons(scanned.report)
  const count = await countOf(prepared, isPersonal)
  const handlers = count.books.map(({ handler }) => handler)
  const path = count.subject?.handlerPath ?? null
  const unsigned = await approvalOf(context, {
    law,
    file,
    stated,
    fields: permitFields(whole.report, changes, token?.id ?? null, isPersonal),
    watch: await permitWatch(whole.report, changes),
    ceilings: count.ceilings,
    classTable: whole.report.classTable,
    decision,
    consent: prepared.consent?.permit ?? null,
    isPersonal,
    group: path === null ? null : { path, handlers },
  })
  const approver = { person: context.config.account, role: 'operator', signer: home.keys.approver }
  const approval = await signApproval(unsigned, approver, context.clock)
  const { digest } = whole.report
  if (digest === null) throw new TypeError('a sample cannot cross')
  const particulars = {
    log: home.keys.port.key.name,
    epoch: await readEpoch(context),
    run: unsigned.id,
    flow: null,
    scenario: null,
    exporter: approval.handler?.name ?? home.keys.port.key.name,
    revision: digest,
    count,
    after: { recipientDeleteBy: null, acknowledgeWithinDays: null },
    lawChanges: lawChanges(law, stated.asOf),
  }
  return { approval, permit: await mintPermit(approval, particulars, context.clock, home.keys.port) }
}

/** Who is counted, where, and how many new persons there may be: as many as the book says now, not one more. */
async function countOf(prepared: Prepared, isPersonal: boolean): Promise<PermitCount> {
  const { whole, scanned, stated, file, books, flags } = prepared
  const { rows, subjects, classTable } = whole.report
  const most = { rows, bytes: mostBytes(whole.report) }
  const { answer } = file.judged
  if (!isPersonal || books.length === 0) {
    const newPersons = { ordinary: 0, sensitive: 0 }
    return { subject: null, books: [], account: null, registers: null, counted: [], ceilings: { ...most, newPersons } }
  }
  const [citation] = answer.citations
  const account: PermitCount['account'] =
    answer.tally === 'side' && citation !== undefined
      ? { kind: 'side', article: citationId(citation) }
      : { kind: 'counted' }
  const counted = countedFields(scanned)
  const { registers } = stated
  const head = { account, recipient: stated.recipient ?? '', scenario: null, fields: counted, registers, classTable }
  const named: PermitBook[] = []
  for (const [index, { uscc, book }] of books.entries()) {
    const { newPersons } = await book.preview(head, file.parts[index]!.scanned.persons())
    named.push({ handler: uscc, book: book.id, newPersons })
  }
  const newPersons = {
    ordinary: named.reduce((sum, one) => sum + one.newPersons.ordinary, 0),
    sensitive: named.reduce((sum, one) => sum + one.newPersons.sensitive, 0),
  }
  return {
    subject: { path: subjects.key, keyType: subjects.keyType ?? 'row', handlerPath: flags.handlerColumn ?? null },
    books: named,
    account,
    registers,
    counted,
    ceilings: { ...most, newPersons },
  }
}

function tokenMac(token: TokenKey | null, keyId: string) {
  if (token === null || token.id !== keyId) throw new TypeError('the permit names a token key that is not at hand')
  return bookKeyMac(token.key)
}
