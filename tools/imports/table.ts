/** What one workspace may import. */
export interface Row {
  /** Folder under the root. */
  readonly folder: string
  /** Names of the packages (`core` for `@feiyu/core`) that it may import. */
  readonly packages: readonly string[]
  /** What else of it may be imported than the package itself: `packs` for `@feiyu/law/packs`. */
  readonly entries: readonly string[]
  /** Whether its product code must also run in a browser: no Node builtins. */
  readonly browser: boolean
  /** Whether it has a package.json of its own; the other folders belong to the root's. */
  readonly manifest: boolean
  /** Folders of the root, apart from its own, that relative imports may reach. */
  readonly reaches: readonly string[]
}

/**
 * The import table, by workspace. Packages see each other only through `@feiyu/NAME`; nothing imports an app. A package
 * gets its row with its first feature.
 */
export const importTable: Readonly<Record<string, Row>> = {
  core: workspace('packages/core', [], { browser: true }),
  law: workspace('packages/law', ['core'], { browser: true, entries: ['packs'] }),
  scan: workspace('packages/scan', ['core'], { browser: true }),
  evidence: workspace('packages/evidence', ['core'], { browser: true }),
  formats: workspace('packages/formats', ['core', 'scan']),
  gate: workspace('packages/gate', ['core', 'scan', 'evidence']),
  cli: workspace('apps/cli', ['core', 'law', 'scan', 'formats', 'gate', 'evidence']),
  tools: rootFolder('tools', ['packages/law/src/testing', 'packages/gate/src/testing', 'apps/cli/src/testing']),
  bench: rootFolder('bench', ['tools/samples', 'tools/testing', 'packages/law/src/testing']),
}

/** Files whose rules are softer: they may use Node and the root's development packages. Product code may not import them. */
export function isTestFile(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.split('/').includes('testing')
}

function workspace(
  folder: string,
  packages: readonly string[],
  { browser = false, entries = [] }: { readonly browser?: boolean; readonly entries?: readonly string[] } = {},
): Row {
  return { folder, packages, entries, browser, manifest: true, reaches: [] }
}

function rootFolder(folder: string, reaches: readonly string[] = []): Row {
  return {
    folder,
    packages: ['core', 'law', 'scan', 'formats', 'gate', 'evidence'],
    entries: [],
    browser: false,
    manifest: false,
    reaches,
  }
}
