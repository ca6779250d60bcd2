import { canonicalJson, type Digest, digestOfJson } from '@feiyu/core'
import type { DecisionRecord } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { makePrivateFolder, writeDurably } from '../../home/durable-write.ts'
import { homeLayout, inHome } from '../../home/home-layout.ts'
import { keepPacks } from '../../packs/keep-packs.ts'
import type { JudgedFile } from '../check/judge-file.ts'

/** What was decided of a file, and from what: enough to decide it again and get the same bytes. */
export interface DecisionInput {
  readonly file: Pick<JudgedFile, 'parts'>
  /** One for each part, in their order. */
  readonly records: readonly DecisionRecord[]
  readonly classTable: Digest
}

/**
 * Keeps a decision in the home, before a permit or a denial names its digest: the records, ready for replay, the packs that
 * they name, and who said each fact. Whoever is shown the file can compute the digest and replay the records.
 *
 * @returns digest of the canonical JSON in the file
 * @throws HomeError
 */
export async function keepDecision(context: Context, { file, records, classTable }: DecisionInput): Promise<Digest> {
  const decision = {
    schema: 'feiyu.decision/1',
    records,
    // The values stand in the records.
    authors: file.parts.map(({ judged }) =>
      Object.fromEntries(judged.facts.entries().map(([name, { value: _value, ...author }]) => [name, author])),
    ),
    classTable,
  }
  const digest = await digestOfJson(decision)
  await keepPacks(context, records, undefined)
  const folder = inHome(context.config.home, homeLayout.decisions)
  await makePrivateFolder(folder)
  await writeDurably(`${folder}/${digest.slice('sha256:'.length)}.json`, `${canonicalJson(decision)}\n`, {
    replace: true,
  })
  return digest
}
