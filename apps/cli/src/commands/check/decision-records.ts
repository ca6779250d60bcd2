import { type DecisionRecord, type Law, recordDecision } from '@feiyu/law'
import type { JudgedFile } from './judge-file.ts'

/** What is recorded of a judged file, beside the law. */
export interface RecordInput {
  readonly file: Pick<JudgedFile, 'parts' | 'isGroup'>
  readonly asOf: string
  /** Digest of the file; null where only a sample of it was read. */
  readonly digest: string | null
}

/**
 * The decisions of a file, ready for replay: one, or one for each legal person whose rows are in it. A record is named by
 * the digest of the file, and in the dataset of a group by the legal person too.
 */
export function decisionRecords(law: Law, { file, asOf, digest }: RecordInput): Promise<readonly DecisionRecord[]> {
  return Promise.all(
    file.parts.map(({ judged, uscc }) => {
      const names = [digest, ...(file.isGroup ? [uscc] : [])].filter((name) => name !== null)
      return recordDecision(law, factsOf(judged), { asOf, id: names.length === 0 ? null : names.join(' ') })
    }),
  )
}

/** What the answer rests on: where it holds whatever else crossed this year, the persons of this file alone. */
function factsOf({
  facts,
  floors,
  whatever,
}: JudgedFile['parts'][number]['judged']): Readonly<Record<string, unknown>> {
  return { ...facts.values(), ...Object.fromEntries(whatever.map((name) => [name, floors.get(name)])) }
}
