import type { ListDefinition, ListRow } from './pack.ts'
import { readCells, readValidity, readWording } from './read-cells.ts'
import type { YamlNode } from './yaml-node.ts'

/** Reads `lists/*.yaml`: an official list by edition; rows that were not seen are not there, and `incomplete` says so. */
export function readList(pack: string, node: YamlNode): ListDefinition {
  const members = node.members(['id', 'zh', 'en', 'instrument', 'from', 'rows'], ['until', 'replaces', 'incomplete'])
  return {
    id: members.id.string(),
    pack,
    at: node.at,
    zh: members.zh.string(),
    en: members.en.string(),
    instrument: members.instrument.string(),
    ...readValidity(members.from, members.until),
    replaces: members.replaces?.string() ?? null,
    incomplete: members.incomplete === null ? null : readWording(members.incomplete),
    rows: members.rows.items().map(readListRow),
  }
}

/** One row; an unknown condition or tier is an error of its line. */
export function readListRow(node: YamlNode): ListRow {
  const members = node.members(['sector', 'scenario', 'zh', 'en'], ['category', 'item', 'condition', 'tier'])
  const wording = (part: YamlNode | null) => (part === null ? null : readWording(part))
  return {
    at: node.at,
    sector: readWording(members.sector),
    scenario: readWording(members.scenario),
    category: wording(members.category),
    item: wording(members.item),
    zh: members.zh.string(),
    en: members.en.string(),
    condition: members.condition === null ? [] : readCells(members.condition),
    tier: members.tier?.string() ?? null,
  }
}
