import type { ListDecides, ListDefinition, ListRow, ListTable } from './pack.ts'
import { readCells, readValidity, readWording } from './read-cells.ts'
import { marks } from './read-instrument.ts'
import type { YamlNode } from './yaml-node.ts'

/** Reads `lists/*.yaml`: an official list by edition; rows that were not seen are not there, and `incomplete` says so. */
export function readList(pack: string, node: YamlNode): ListDefinition {
  const members = node.members(
    ['id', 'zh', 'en', 'instrument', 'from', 'rows'],
    ['until', 'replaces', 'decides', 'table', 'incomplete'],
  )
  return {
    id: members.id.string(),
    pack,
    at: node.at,
    zh: members.zh.string(),
    en: members.en.string(),
    instrument: members.instrument.string(),
    ...readValidity(members.from, members.until),
    replaces: members.replaces?.string() ?? null,
    decides: members.decides === null ? null : readDecides(members.decides),
    table: members.table === null ? null : readTable(members.table),
    incomplete: members.incomplete === null ? null : readWording(members.incomplete),
    rows: members.rows.items().map(readListRow),
  }
}

function readDecides(node: YamlNode): ListDecides {
  const { item, covered, listed, tier, where } = node.members(['item', 'listed', 'tier'], ['covered', 'where'])
  return {
    item: item.string(),
    covered: covered?.string() ?? null,
    listed: listed.string(),
    tier: tier.string(),
    where: where === null ? [] : readCells(where),
  }
}

function readTable(node: YamlNode): ListTable {
  const { file, digest, mark } = node.members(['file', 'digest', 'mark'], [])
  if (!/^sha256:[0-9a-f]{64}$/.test(digest.string()))
    digest.fail('FEIYU_PACK_BAD_LIST', 'write the digest of the table, `sha256:` and 64 hexadecimal digits')
  return { file: file.string(), digest: digest.string(), mark: mark.word(marks) }
}

/** One row; an unknown condition or tier is an error of its line. */
export function readListRow(node: YamlNode): ListRow {
  const members = node.members(['sector', 'scenario', 'zh', 'en'], ['id', 'category', 'item', 'condition', 'tier'])
  const wording = (part: YamlNode | null) => (part === null ? null : readWording(part))
  return {
    id: members.id === null ? null : readItemId(members.id),
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

/** A serial number or a name of one's own, as one word. */
function readItemId(node: YamlNode): string {
  const id = node.string()
  if (/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(id)) return id
  return node.fail('FEIYU_PACK_BAD_LIST', `\`${id}\` is no name of an item; write one word, such as its number`)
}
