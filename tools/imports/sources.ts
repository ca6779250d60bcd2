import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Edge, edgesOf } from './edges.ts'
import type { Row } from './table.ts'

/** The manifest fields that the check reads. */
export interface Manifest {
  readonly dependencies: ReadonlySet<string>
  readonly devDependencies: ReadonlySet<string>
}

/** One source file with its edges; the path is relative to the root, with `/`. */
export interface Source {
  readonly path: string
  readonly edges: readonly Edge[]
}

/** Reads a package.json; absent fields are empty. */
export function readManifest(path: string): Manifest {
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'))
  return { dependencies: namesOf(json, 'dependencies'), devDependencies: namesOf(json, 'devDependencies') }
}

/** The TypeScript files of a workspace, sorted. */
export function readSources(root: string, { folder }: Row): Source[] {
  return globSync(`${folder}/**/*.{ts,tsx,mts}`, { cwd: root, exclude: (name) => /node_modules$/.test(name) })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, edges: edgesOf(path, readFileSync(join(root, path), 'utf8')) }))
}

/** Folders under packages/ and apps/ that hold a package.json. */
export function workspaceFolders(root: string): string[] {
  return globSync('{packages,apps}/*', { cwd: root }).filter((folder) => existsSync(join(root, folder, 'package.json')))
}

function namesOf(json: unknown, field: string): Set<string> {
  if (typeof json !== 'object' || json === null) return new Set()
  const value: unknown = Object.entries(json).find(([name]) => name === field)?.[1]
  return new Set(typeof value === 'object' && value !== null ? Object.keys(value) : [])
}
