import type { ReceiptVerdict } from '@feiyu/evidence'
import type { Context } from '../../context.ts'
import { bytes, grouped } from '../../output/figures.ts'
import { partyText } from '../../output/party-text.ts'
import { table } from '../../output/table.ts'
import { printable } from '../../output/width.ts'

type Holds = Extract<ReceiptVerdict, { kind: 'holds' }>

/** What a receipt that holds says, as data. */
export function receiptDocument({
  receipt,
  checkpoint,
  disclosed,
  unknownSigners,
}: Holds): Readonly<Record<string, unknown>> {
  return {
    log: { origin: checkpoint.origin, size: checkpoint.size, root: Buffer.from(checkpoint.root).toString('base64') },
    permit: { index: receipt.permit.index, ...receipt.permit.entry },
    outcome: { index: receipt.outcome.index, ...receipt.outcome.entry },
    disclosed,
    acknowledged: receipt.acknowledgement !== null,
    unknownSigners,
  }
}

/** The same for people. */
export function receiptLines(
  { out, say }: Context,
  { receipt, checkpoint, disclosed, unknownSigners }: Holds,
): readonly string[] {
  const { rows } = say.verify
  const permit = receipt.permit.entry.body
  const outcome = receipt.outcome.entry.body
  const { end, stop, released, read, newPersons } = outcome
  const lines: (readonly [string, string])[] = [
    [rows.pathway, permit.ground.pathway],
    [rows.citations, permit.ground.citations.join(' ')],
    [rows.country, permit.country],
    [rows.end, stop === undefined ? say.log.entries.ends[end] : `${say.log.entries.ends[end]} (${stop.code})`],
    [rows.when, say.verify.between(outcome.firstRelease ?? null, outcome.lastRelease ?? null)],
    [rows.read, say.verify.amount(grouped(read.rows), bytes(read.bytes))],
    [rows.released, say.verify.amount(grouped(released.rows), bytes(released.bytes))],
    [rows.releasedDigest, released.digest ?? say.verify.none],
    [rows.newPersons, say.verify.persons(grouped(newPersons.ordinary), grouped(newPersons.sensitive))],
    [rows.places, say.verify.places(receipt.permit.index, receipt.outcome.index, grouped(checkpoint.size))],
    ...disclosed.map(({ name, value }) => [say.verify.disclosed[name] ?? name, partyText(value)] as const),
    [rows.acknowledged, receipt.acknowledgement === null ? say.verify.oneSided : say.verify.acknowledged],
    ...unknownSigners.map((name) => [rows.unknownSigner, name] as const),
  ]
  const cells = lines.map(([name, value]) => [name, printable(value)])
  // The table's own heading line would be empty.
  return table([{ title: '' }, { title: '', grow: true }], cells, { width: out.width, indent: 2 })
    .split('\n')
    .slice(1)
}
