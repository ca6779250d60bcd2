/**
 * `@feiyu/law`: for applications that ask the law, in Node and in browsers: load packs, decide, explain, record and
 * replay. Those who keep packs also need `@feiyu/law/packs`.
 */
export type { Answer, Citation, Duty, Flip, Mark, Note, PackReference, TraceCell, TraceRule } from './answer.ts'
export { type DecideOptions, decide } from './decide.ts'
export { compileClassTable } from './engine/class-table.ts'
export { createLaw, engineSemantics, type Law } from './engine/law.ts'
export { FactError, PackError, RecordError } from './errors.ts'
export { explain } from './explain/explain.ts'
export type { ExplainedCell, Explanation, NotTaken, Reason } from './explain/explanation.ts'
export type { FactDefinition, FactScalar, FactValue, StatedFacts } from './facts/fact.ts'
export { stateFacts } from './facts/state-facts.ts'
export { loadPack, type PackFiles } from './pack/load-pack.ts'
export type {
  Article,
  CitationReference,
  CollectRule,
  Instrument,
  ListDefinition,
  Pack,
  PackSignatures,
  PathwayDefinition,
  Rule,
  Validity,
  Wording,
} from './pack/pack.ts'
export {
  type DecisionRecord,
  type RecordedFacts,
  readRecord,
  readRecordedFacts,
  recordDecision,
  writeRecord,
} from './replay/decision-record.ts'
export { readReleasedPack } from './replay/released-pack.ts'
export { createReplayer, type FindPack, type Replay } from './replay/replay.ts'
export { packStatement } from './signature/pack-statement.ts'
