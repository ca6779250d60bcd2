import { existsSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import type { Manifest } from './sources.ts'
import { isTestFile, type Row } from './table.ts'

/** Everything that a rule looks at for one file. */
export interface Place {
  readonly root: string
  readonly table: Readonly<Record<string, Row>>
  /** Name of the file's workspace in the table. */
  readonly workspace: string
  readonly row: Row
  readonly manifest: Manifest
  readonly rootManifest: Manifest
  /** Relative to the root, with `/`. */
  readonly file: string
}

/** Why the file may not import the target, or `undefined` when it may. */
export function objection(place: Place, target: string | undefined): string | undefined {
  if (target === undefined) return 'a dynamic import names its target as a literal, or nobody can check it'
  if (target.startsWith('.')) return relativeObjection(place, target)
  if (target.startsWith('@feiyu/')) return packageObjection(place, target)
  if (isBuiltin(target)) return builtinObjection(place, target)
  if (/^[a-z]+:|^\/|^#/.test(target))
    return 'only relative paths, `@feiyu/` packages, `node:` builtins and npm packages'
  return npmObjection(place, target)
}

function relativeObjection({ root, row, file }: Place, target: string): string | undefined {
  const path = posix.join(posix.dirname(file), target)
  const inside = [row.folder, ...row.reaches].some((folder) => path.startsWith(`${folder}/`))
  if (!inside) return `leaves ${row.folder}; import a package by its name`
  if (!/\.(ts|tsx|mts|mjs|json)$/.test(target)) return 'a relative import ends in .ts (.tsx, .mjs, .json)'
  if (!existsSync(join(root, path))) return 'no such file'
  if (row.manifest && isTestFile(path) && !isTestFile(file)) return 'product code does not import test code'
  return undefined
}

function packageObjection({ table, workspace, row, manifest }: Place, target: string): string | undefined {
  const [name = '', ...below] = target.slice('@feiyu/'.length).split('/')
  if (name === workspace) return 'a package does not import itself by name; use a relative path'
  if (table[name]?.folder.startsWith('apps/')) return 'nothing imports an app'
  if (!row.packages.includes(name)) {
    return `outside the import table; ${workspace} may import ${row.packages.join(', ') || 'no package'}`
  }
  if (below.length > 0 && table[name]?.entries.includes(below.join('/')) !== true)
    return `below the package; import from \`@feiyu/${name}\``
  if (row.manifest && !manifest.dependencies.has(`@feiyu/${name}`)) return `not in ${row.folder}/package.json`
  return undefined
}

function builtinObjection({ workspace, row, file }: Place, target: string): string | undefined {
  if (!target.startsWith('node:')) return `write \`node:${target}\``
  if (row.browser && !isTestFile(file)) return `${workspace} must run in a browser too: no Node builtins`
  return undefined
}

function npmObjection({ row, manifest, rootManifest, file }: Place, target: string): string | undefined {
  const name = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
  if (row.manifest && manifest.dependencies.has(name)) return undefined
  if ((!row.manifest || isTestFile(file)) && rootManifest.devDependencies.has(name)) return undefined
  return `not declared in ${row.manifest ? `${row.folder}/package.json` : 'package.json'}`
}
