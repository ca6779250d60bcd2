export type { Answer, Citation, Duty, Flip, Mark, PackReference, TraceCell, TraceRule } from './answer.ts'
export { checkPacks, type PackProblem, type PackReport } from './check/check-packs.ts'
export { type PackCase, readCases } from './check/read-cases.ts'
export { type DecideOptions, decide } from './decide.ts'
export { diffPacks, type FacetChange, type ItemChange, type PackDiff } from './diff/diff-packs.ts'
export type { ItemKind } from './diff/facets.ts'
export { conditionWords, type Names, namesOf } from './diff/names.ts'
export { compileClassTable } from './engine/class-table.ts'
export { createLaw, engineSemantics, type Law } from './engine/law.ts'
export { FactError, PackError, RecordError } from './errors.ts'
export { type ShownByCase, shownByCases } from './explain/deciding-rules.ts'
export { explain } from './explain/explain.ts'
export type { ExplainedCell, Explanation, NotTaken, Reason } from './explain/explanation.ts'
export { isCountryCode } from './facts/countries.ts'
export type { FactDefinition, FactScalar, FactValue, StatedFacts } from './facts/fact.ts'
export { knownWord } from './facts/known-word.ts'
export { stateFacts } from './facts/state-facts.ts'
export { type Compared, type ComparedLaw, createComparison } from './impact/comparison.ts'
export type { Delta, Difference, DifferenceSide } from './impact/difference.ts'
export { type ImpactGroup, type ImpactReport, ImpactTotals } from './impact/impact-report.ts'
export { readAnyYaml } from './pack/any-yaml.ts'
export { importList, listColumns } from './pack/import-list.ts'
export { loadPack, type PackFiles, type ReadYaml } from './pack/load-pack.ts'
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
} from './pack/pack.ts'
export {
  type DecisionRecord,
  type RecordedFacts,
  readRecord,
  readRecordedFacts,
  recordDecision,
  writeRecord,
} from './replay/decision-record.ts'
export { readReleasedPack, writeReleasedPack } from './replay/released-pack.ts'
export { createReplayer, type FindPack, type Replay } from './replay/replay.ts'
export type { Found } from './search/items.ts'
export { type SearchHit, searchLaw } from './search/search-law.ts'
export { type ShadowReport, ShadowTotals } from './shadow/shadow.ts'
export { packStatement } from './signature/pack-statement.ts'
export { writeCitationsCell, writeDateCell } from './table/cell-text.ts'
export { readCsv, type TableRecord, writeCsv } from './table/csv.ts'
export { type ImportedTable, importTable } from './table/import-table.ts'
export { readRuleTable, type TablePlace, writeRuleTable } from './table/rule-table.ts'
