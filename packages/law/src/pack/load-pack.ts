import { byCodeUnit, digestOfJson } from '@feiyu/core'
import { PackError } from '../errors.ts'
import type { Pack } from './pack.ts'
import { quickYaml } from './quick-yaml.ts'
import { readCalendar } from './read-calendar.ts'
import { readWording } from './read-cells.ts'
import { readClasses } from './read-classes.ts'
import { readFacts } from './read-facts.ts'
import { readInstrument } from './read-instrument.ts'
import { readList } from './read-list.ts'
import { readPathways, readQuestions } from './read-questions.ts'
import { readCounting, readDuties, readFlags, readParameters, readRules } from './read-rules.ts'
import { YamlNode } from './yaml-node.ts'
import type { YamlTree } from './yaml-tree.ts'

/** The texts of a pack's folder by path below it (`sources/x.yaml`), `/` between folders. */
export type PackFiles = Readonly<Record<string, string>>

/** Reads what is beyond the plain YAML of packs, and says what is wrong with it: `readAnyYaml`. */
export type ReadYaml = (file: string, text: string) => Promise<YamlTree>

/**
 * Reads a pack from its files: strict (an unknown key is an error with its line), sorted by path, addressed by the digest
 * of its YAML files. Released packs and those of this repository are plain YAML; for a pack that somebody writes, `beyond`
 * reads the rest of YAML with a library that an application need not carry. `cases/` are its tests: `readCases` reads them. References between packs are checked when they are put together (`createLaw`).
 *
 * @throws PackError with `at` = `pack/file:line`
 */
export async function loadPack(files: PackFiles, beyond: ReadYaml = refuseBeyond): Promise<Pack> {
  const folder = folderOf(files)
  const paths = Object.keys(files)
    .filter((path) => path.endsWith('.yaml') && !path.startsWith('cases/'))
    .sort(byCodeUnit)
  const nodes = new Map<string, YamlNode>()
  for (const path of paths) nodes.set(path, await readYaml(`${folder}${path}`, files[path]!, beyond))
  const root = nodes.get('pack.yaml')
  if (root === undefined) {
    throw new PackError('FEIYU_PACK_NO_ROOT', 'there is no `pack.yaml`; name the folder of a pack', {
      at: 'pack.yaml:1',
    })
  }
  refuseUnknownFiles(paths, nodes)
  const head = readHead(root)
  const { id } = head
  const facts = withFile(nodes, 'facts.yaml', (node) => readFacts(id, node)) ?? { facts: [], derived: [] }
  const duties = withFile(nodes, 'duties.yaml', (node) => readDuties(id, node)) ?? { duties: [], rules: [] }
  const flags = withFile(nodes, 'flags.yaml', (node) => readFlags(id, node)) ?? { flags: [], rules: [] }
  const pathways = withFile(nodes, 'pathways.yaml', (node) => readPathways(id, node))
  const asked = withFile(nodes, 'questions.yaml', (node) => readQuestions(id, node))
  const outcomes = new Map([...(pathways === null ? [] : [['pathway', pathways] as const]), ...(asked?.outcomes ?? [])])
  const classes = inFolder(nodes, 'classes/').map(([, node]) => readClasses(node))
  return {
    ...head,
    digest: await digestOfJson(Object.fromEntries(paths.map((path) => [path, files[path]!]))),
    signatures: { verified: [], unknown: [] },
    instruments: unique(
      inFolder(nodes, 'sources/').map(([, node]) => [node, readInstrument(id, node)]),
      (instrument) => instrument.id,
    ),
    facts: facts.facts,
    derived: facts.derived,
    parameters: unique(
      inFolder(nodes, 'parameters/').flatMap(([, node]) => readParameters(node).map((one) => [node, one] as const)),
      (parameter) => parameter.id,
    ),
    counting: withFile(nodes, 'counting.yaml', readCounting) ?? [],
    questions: asked?.questions ?? [],
    pathways: [...outcomes.values()].flatMap((one) => one.pathways),
    strictness: new Map([...outcomes].map(([question, { strictness }]) => [question, strictness])),
    calendars: inFolder(nodes, 'calendars/').map(([, node]) => readCalendar(id, node)),
    lists: inFolder(nodes, 'lists/').map(([, node]) => readList(id, node)),
    rules: inFolder(nodes, 'decisions/').flatMap(([path, node]) => readRules(id, questionOf(path), node)),
    duties: duties.duties,
    dutyRules: duties.rules,
    flags: flags.flags,
    flagRules: flags.rules,
    classes: classes.flatMap((table) => table.classes),
    classSettings: { sensitiveBelowAge: classes.flatMap((table) => table.settings.sensitiveBelowAge) },
  }
}

async function readYaml(file: string, text: string, beyond: ReadYaml): Promise<YamlNode> {
  return new YamlNode(quickYaml(text) ?? (await beyond(file, text)), file)
}

async function refuseBeyond(file: string): Promise<YamlTree> {
  throw new PackError(
    'FEIYU_PACK_BAD_YAML',
    'this file is broken, or beyond the plain YAML of packs; `feiyu packs check` says in which line',
    { at: `${file}:1` },
  )
}

/** `cn/`: where a file stands among those of all packs; nothing where `pack.yaml` itself cannot be read. */
export function folderOf(files: PackFiles): string {
  const id = /^id:\s*['"]?([a-z0-9-]+)/m.exec(files['pack.yaml'] ?? '')?.[1]
  return id === undefined ? '' : `${id}/`
}

function readHead(root: YamlNode) {
  const members = root.members(
    ['schema', 'id', 'version', 'title', 'jurisdiction', 'from', 'reviewers', 'changes'],
    ['needs', 'incomplete'],
  )
  members.schema.word(['pack/1'])
  return {
    id: members.id.string(),
    version: readVersion(members.version, members.changes),
    title: readWording(members.title),
    jurisdiction: members.jurisdiction.string(),
    needs: members.needs?.items().map((pack) => pack.string()) ?? [],
    from: members.from.date(),
    reviewers: members.reviewers.items().map((reviewer) => reviewer.string()),
    changes: members.changes.items().map((item) => {
      const { version, date, zh, en } = item.members(['version', 'date', 'zh', 'en'], [])
      return { version: version.string(), date: date.date(), zh: zh.string(), en: en.string() }
    }),
    incomplete: members.incomplete?.items().map(readWording) ?? [],
  }
}

/** A version is a year, a month and a number, and stands on top of the pack's own history. */
function readVersion(node: YamlNode, changes: YamlNode): string {
  const version = node.string()
  if (!/^20\d\d\.([1-9]|1[0-2])\.(0|[1-9]\d*)$/.test(version))
    node.fail(
      'FEIYU_PACK_BAD_VERSION',
      `\`${version}\` is no version; write year, month and number, such as \`2026.11.0\``,
    )
  const latest = changes.items()[0]?.members(['version', 'date', 'zh', 'en'], []).version.string()
  if (latest !== version)
    changes.fail(
      'FEIYU_PACK_BAD_VERSION',
      `\`changes\` does not begin with version \`${version}\`; say there what it changes`,
    )
  return version
}

const knownFiles = new Set([
  'pack.yaml',
  'facts.yaml',
  'duties.yaml',
  'flags.yaml',
  'pathways.yaml',
  'questions.yaml',
  'counting.yaml',
])
const knownFolders = ['sources/', 'parameters/', 'classes/', 'decisions/', 'calendars/', 'lists/']

function refuseUnknownFiles(paths: readonly string[], nodes: ReadonlyMap<string, YamlNode>): void {
  for (const path of paths) {
    if (!knownFiles.has(path) && !knownFolders.some((folder) => path.startsWith(folder))) {
      nodes.get(path)?.fail('FEIYU_PACK_UNKNOWN_FILE', 'a pack has no such file; see docs/law.md for its parts')
    }
  }
}

/** `decisions/validity.yaml` answers `validity`. */
function questionOf(path: string): string {
  return path.slice('decisions/'.length, -'.yaml'.length)
}

function withFile<T>(nodes: ReadonlyMap<string, YamlNode>, path: string, read: (node: YamlNode) => T): T | null {
  const node = nodes.get(path)
  return node === undefined ? null : read(node)
}

function inFolder(nodes: ReadonlyMap<string, YamlNode>, folder: string): readonly (readonly [string, YamlNode])[] {
  return [...nodes].filter(([path]) => path.startsWith(folder))
}

function unique<T>(items: readonly (readonly [YamlNode, T])[], key: (item: T) => string): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const [node, item] of items) {
    if (found.has(key(item))) node.fail('FEIYU_PACK_DUPLICATE', `\`${key(item)}\` is there twice; remove one`)
    found.set(key(item), item)
  }
  return found
}
