import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cyclesOf } from './cycles.ts'
import { objection } from './rules.ts'
import { readManifest, readSources, type Source, workspaceFolders } from './sources.ts'
import type { Row } from './table.ts'

/** What the check read, and each bad edge as `file:line -> target: why`. */
export interface ImportReport {
  readonly files: number
  readonly edges: number
  readonly findings: readonly string[]
}

/** Holds every TypeScript file of the workspaces under `root` against the table. */
export function checkImports(root: string, table: Readonly<Record<string, Row>>): ImportReport {
  const rootManifest = readManifest(join(root, 'package.json'))
  const findings = unlistedWorkspaces(root, table)
  let files = 0
  let edges = 0
  for (const [workspace, row] of Object.entries(table)) {
    if (!existsSync(join(root, row.folder))) {
      findings.push(`${row.folder} -> import table: listed, but there is no such folder`)
      continue
    }
    const manifest = row.manifest ? readManifest(join(root, row.folder, 'package.json')) : rootManifest
    if (row.manifest) findings.push(...undueDependencies(row, manifest.dependencies))
    const sources = readSources(root, row)
    for (const { path, edges: found } of sources) {
      files += 1
      edges += found.length
      const place = { root, table, workspace, row, manifest, rootManifest, file: path }
      for (const { target, line } of found) {
        const why = objection(place, target)
        if (why !== undefined) findings.push(`${path}:${line} -> ${target ?? '(computed)'}: ${why}`)
      }
    }
    findings.push(...cycles(sources))
  }
  return { files, edges, findings }
}

function unlistedWorkspaces(root: string, table: Readonly<Record<string, Row>>): string[] {
  const listed = new Set(Object.values(table).map(({ folder }) => folder))
  return workspaceFolders(root)
    .filter((folder) => !listed.has(folder))
    .map((folder) => `${folder} -> import table: no row; say there what it may import`)
}

function undueDependencies({ folder, packages }: Row, dependencies: ReadonlySet<string>): string[] {
  return [...dependencies]
    .filter((name) => name.startsWith('@feiyu/') && !packages.includes(name.slice('@feiyu/'.length)))
    .map((name) => `${folder}/package.json -> ${name}: outside the import table`)
}

function cycles(sources: readonly Source[]): string[] {
  return cyclesOf(sources).map(
    (files) => `${files.join(' -> ')} -> ${files[0]}: a cycle; move what both need into a third file`,
  )
}
