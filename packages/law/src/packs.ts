/**
 * `@feiyu/law/packs`: for those who write, check, compare and search packs. An application that asks the law needs
 * `@feiyu/law` alone.
 */
export { checkPacks, type PackProblem, type PackReport } from './check/check-packs.ts'
export { type PackCase, readCases } from './check/read-cases.ts'
export { diffPacks, type FacetChange, type ItemChange, type PackDiff } from './diff/diff-packs.ts'
export type { ItemKind } from './diff/facets.ts'
export { amountWords } from './diff/member-words.ts'
export { conditionWords, type Names, namesOf } from './diff/names.ts'
export { dateWords } from './diff/term-words.ts'
export { type ShownByCase, shownByCases } from './explain/deciding-rules.ts'
export { type Compared, type ComparedLaw, createComparison } from './impact/comparison.ts'
export type { Delta, Difference, DifferenceSide } from './impact/difference.ts'
export { type ImpactGroup, type ImpactReport, ImpactTotals } from './impact/impact-report.ts'
export { importList, listColumns } from './pack/import-list.ts'
export { writeReleasedPack } from './replay/released-pack.ts'
export type { CasesOfPack, Found } from './search/items.ts'
export { type SearchHit, searchLaw } from './search/search-law.ts'
export { type ShadowReport, ShadowTotals } from './shadow/shadow.ts'
export { writeCitationsCell, writeDateCell } from './table/cell-text.ts'
export { readCsv, type TableRecord, writeCsv } from './table/csv.ts'
export { type ImportedTable, importTable } from './table/import-table.ts'
export { readRuleTable, type TablePlace, writeRuleTable } from './table/rule-table.ts'
