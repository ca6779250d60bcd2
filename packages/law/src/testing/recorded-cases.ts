import { readCases } from '../check/read-cases.ts'
import type { Law } from '../engine/law.ts'
import type { PackFiles } from '../pack/load-pack.ts'
import { type DecisionRecord, recordDecision } from '../replay/decision-record.ts'

/** Every case of the packs, decided and recorded, under the name of its file and line. */
export async function recordedCases(law: Law, folders: readonly PackFiles[]): Promise<readonly DecisionRecord[]> {
  const records: DecisionRecord[] = []
  for (const { facts, asOf, at } of folders.flatMap(readCases)) {
    // A case states names with values: the packs were checked.
    records.push(await recordDecision(law, facts as Readonly<Record<string, unknown>>, { asOf, id: at }))
  }
  return records
}
