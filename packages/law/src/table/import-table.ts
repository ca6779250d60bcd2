import { cellProblem } from '../engine/cell-problem.ts'
import { createLaw, type Law } from '../engine/law.ts'
import { PackError } from '../errors.ts'
import type { PackFiles } from '../pack/load-pack.ts'
import { parseYaml } from '../pack/parse-yaml.ts'
import { readRules } from '../pack/read-rules.ts'
import { bad, type TableRecord } from './csv.ts'
import { decisionText, meaningOf } from './decision-text.ts'
import { readRuleTable, type TablePlace } from './rule-table.ts'

/** What a table makes of a decision. */
export interface ImportedTable {
  /** Path below the pack, and its new text. */
  readonly path: string
  readonly text: string
  /** Ids of rows, in the order of the table; those that went in the order of the file. */
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/**
 * Puts a table into its pack: every name and value in it is checked against the whole law, and the text is read back before anybody
 * writes it.
 *
 * @throws PackError with the line of the table
 */
export function importTable(
  law: Law,
  files: PackFiles,
  place: TablePlace,
  records: readonly TableRecord[],
): ImportedTable {
  const rules = readRuleTable(law, place, records)
  for (const rule of rules) {
    for (const { fact, test } of rule.when) {
      const problem = cellProblem(law, fact, test, rule, 'table')
      if (problem !== null) throw bad(rule.at, `column \`when ${fact}\`: ${problem}`)
    }
  }
  createLaw(
    law.packs.map((pack) =>
      pack.id === place.pack
        ? { ...pack, rules: [...pack.rules.filter((rule) => rule.question !== place.question), ...rules] }
        : pack,
    ),
  )
  const path = `decisions/${place.question}.yaml`
  const old = files[path] === undefined ? [] : readRules(place.pack, place.question, parseYaml(path, files[path]))
  const text = decisionText(`${place.pack}/${path}`, files[path] ?? null, rules)
  const back = readRules(place.pack, place.question, parseYaml(path, text))
  if (back.map(meaningOf).join() !== rules.map(meaningOf).join())
    throw new PackError('FEIYU_BUG', `the rows of \`${place.file}\` were not written as they were read; report this`, {
      at: place.file,
    })
  const before = new Map(old.map((rule) => [rule.id, meaningOf(rule)]))
  const ids = new Set(rules.map((rule) => rule.id))
  return {
    path,
    text,
    added: rules.filter((rule) => !before.has(rule.id)).map((rule) => rule.id),
    changed: rules
      .filter((rule) => before.has(rule.id) && before.get(rule.id) !== meaningOf(rule))
      .map((rule) => rule.id),
    removed: old.filter((rule) => !ids.has(rule.id)).map((rule) => rule.id),
  }
}
