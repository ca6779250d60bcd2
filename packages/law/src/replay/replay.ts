import { canonicalJson, type Digest, digestOfJson } from '@feiyu/core'
import type { PackReference } from '../answer.ts'
import { decideStated } from '../engine/decide.ts'
import { createLaw, engineSemantics, type Law } from '../engine/law.ts'
import { stateFacts } from '../facts/state-facts.ts'
import { loadPack, type PackFiles, type ReadYaml } from '../pack/load-pack.ts'
import type { DecisionRecord } from './decision-record.ts'

/** What came of deriving a recorded decision again. */
export type Replay =
  | { readonly kind: 'same' }
  /** The facts, packs, day and semantics give another answer, or the record says other things of it: something was altered. */
  | { readonly kind: 'differs'; readonly pathway: string; readonly answer: Digest }
  /** Only the release with that number of semantics can derive it. */
  | { readonly kind: 'other-semantics'; readonly ours: number }
  | { readonly kind: 'pack-missing'; readonly pack: PackReference }

/** The files of the pack with a digest, wherever released packs are kept; `null` where there is none. */
export type FindPack = (digest: Digest) => Promise<PackFiles | null>

/**
 * Replays records one after the other; the law of each set of packs is put together once. `beyond` reads packs that are not
 * plain YAML, as in `loadPack`.
 */
export function createReplayer(find: FindPack, beyond?: ReadYaml): (record: DecisionRecord) => Promise<Replay> {
  const laws = new Map<string, Law | PackReference>()
  const lawOf = async (packs: readonly PackReference[]): Promise<Law | PackReference> => {
    const key = canonicalJson(packs.map(({ digest }) => digest))
    const known = laws.get(key) ?? (await assemble(packs, find, beyond))
    // Sets of packs follow each other in time; more than a few at once are not kept.
    if (laws.size >= mostLaws) laws.clear()
    laws.set(key, known)
    return known
  }
  return async (record) => {
    if (record.semantics !== engineSemantics) return { kind: 'other-semantics', ours: engineSemantics }
    const law = await lawOf(record.packs)
    if ('digest' in law) return { kind: 'pack-missing', pack: law }
    const answer = decideStated(law, stateFacts(law, record.facts), { asOf: record.asOf })
    const digest = await digestOfJson(answer)
    // The digest is of the answer alone: what a reader of the record sees beside it has to be true as well.
    const same =
      digest === record.answer && answer.pathway === record.pathway && namesOf(law.packs) === namesOf(record.packs)
    return same ? { kind: 'same' } : { kind: 'differs', pathway: answer.pathway, answer: digest }
  }
}

const mostLaws = 32

/** What packs are called; that their digests are the same was seen when they were loaded. */
function namesOf(packs: readonly Pick<PackReference, 'id' | 'version'>[]): string {
  return canonicalJson(packs.map(({ id, version }) => ({ id, version })))
}

/** The law of exactly these packs, or the pack that is not there. */
async function assemble(
  packs: readonly PackReference[],
  find: FindPack,
  beyond?: ReadYaml,
): Promise<Law | PackReference> {
  const loaded = []
  for (const reference of packs) {
    const files = await find(reference.digest)
    const pack = files === null ? null : await loadPack(files, beyond)
    if (pack === null || pack.digest !== reference.digest) return reference
    loaded.push(pack)
  }
  return createLaw(loaded)
}
