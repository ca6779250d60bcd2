import { byCodeUnit, digestOfJson } from '@feiyu/core'
import { PackError } from '../errors.ts'
import type { Pack } from './pack.ts'
import { readWording } from './read-cells.ts'
import { readClasses } from './read-classes.ts'
import { readFacts } from './read-facts.ts'
import { readInstrument } from './read-instrument.ts'
import { readCounting, readDuties, readFlags, readParameters, readPathways, readRules } from './read-rules.ts'
import { parseYaml, type YamlNode } from './yaml-node.ts'

/** The texts of a pack's folder by path below it (`sources/x.yaml`), `/` between folders. */
export type PackFiles = Readonly<Record<string, string>>

/**
 * Reads a pack from its files: strict (an unknown key is an error with its line), sorted by path, addressed by the digest
 * of its YAML files. `cases/` are its tests: `readCases` reads them. References between packs are checked when they are put together (`createLaw`).
 *
 * @throws PackError with `at` = `file:line`
 */
export async function loadPack(files: PackFiles): Promise<Pack> {
  const paths = Object.keys(files)
    .filter((path) => path.endsWith('.yaml') && !path.startsWith('cases/'))
    .sort(byCodeUnit)
  const nodes = new Map(paths.map((path) => [path, parseYaml(path, files[path]!)]))
  const root = nodes.get('pack.yaml')
  if (root === undefined) {
    throw new PackError('FEIYU_PACK_NO_ROOT', 'there is no `pack.yaml`; name the folder of a pack', {
      at: 'pack.yaml:1',
    })
  }
  refuseUnknownFiles(paths, nodes)
  const members = root.members(['schema', 'id', 'version', 'title', 'jurisdiction', 'from', 'reviewers'], [])
  members.schema.word(['pack/1'])
  const id = members.id.string()
  const facts = withFile(nodes, 'facts.yaml', (node) => readFacts(id, node)) ?? { facts: [], derived: [] }
  const duties = withFile(nodes, 'duties.yaml', (node) => readDuties(id, node)) ?? { duties: [], rules: [] }
  const flags = withFile(nodes, 'flags.yaml', (node) => readFlags(id, node)) ?? { flags: [], rules: [] }
  const pathways = withFile(nodes, 'pathways.yaml', (node) => readPathways(id, node)) ?? {
    pathways: [],
    strictness: [],
  }
  const classes = inFolder(nodes, 'classes/').map(readClasses)
  return {
    id,
    version: members.version.string(),
    title: readWording(members.title),
    jurisdiction: members.jurisdiction.string(),
    from: members.from.date(),
    reviewers: members.reviewers.items().map((reviewer) => reviewer.string()),
    digest: await digestOfJson(Object.fromEntries(paths.map((path) => [path, files[path]!]))),
    instruments: unique(
      inFolder(nodes, 'sources/').map((node) => readInstrument(id, node)),
      (instrument) => instrument.id,
    ),
    facts: facts.facts,
    derived: facts.derived,
    parameters: unique(inFolder(nodes, 'parameters/').flatMap(readParameters), (parameter) => parameter.id),
    counting: withFile(nodes, 'counting.yaml', readCounting) ?? [],
    pathways: pathways.pathways,
    strictness: pathways.strictness,
    rules: withFile(nodes, 'decisions/pathway.yaml', (node) => readRules(id, node)) ?? [],
    duties: duties.duties,
    dutyRules: duties.rules,
    flags: flags.flags,
    flagRules: flags.rules,
    classes: classes.flatMap((table) => table.classes),
    classSettings: { sensitiveBelowAge: classes.flatMap((table) => table.settings.sensitiveBelowAge) },
  }
}

const knownFiles = new Set([
  'pack.yaml',
  'facts.yaml',
  'duties.yaml',
  'flags.yaml',
  'pathways.yaml',
  'counting.yaml',
  'decisions/pathway.yaml',
])
const knownFolders = ['sources/', 'parameters/', 'classes/']

function refuseUnknownFiles(paths: readonly string[], nodes: ReadonlyMap<string, YamlNode>): void {
  for (const path of paths) {
    if (!knownFiles.has(path) && !knownFolders.some((folder) => path.startsWith(folder))) {
      nodes.get(path)?.fail('FEIYU_PACK_UNKNOWN_FILE', 'a pack has no such file; see docs/law.md for its parts')
    }
  }
}

function withFile<T>(nodes: ReadonlyMap<string, YamlNode>, path: string, read: (node: YamlNode) => T): T | null {
  const node = nodes.get(path)
  return node === undefined ? null : read(node)
}

function inFolder(nodes: ReadonlyMap<string, YamlNode>, folder: string): readonly YamlNode[] {
  return [...nodes].filter(([path]) => path.startsWith(folder)).map(([, node]) => node)
}

function unique<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const item of items) {
    if (found.has(key(item))) throw new PackError('FEIYU_PACK_DUPLICATE', `\`${key(item)}\` is there twice; remove one`)
    found.set(key(item), item)
  }
  return found
}
