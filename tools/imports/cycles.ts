import { posix } from 'node:path'
import type { Source } from './sources.ts'

/** Cycles among the files of one workspace, each as its files in order, starting with the first by name. */
export function cyclesOf(sources: readonly Source[]): string[][] {
  const next = new Map(sources.map(({ path, edges }) => [path, targets(path, edges)]))
  const done = new Set<string>()
  const cycles: string[][] = []

  function visit(file: string, trail: readonly string[]): void {
    const at = trail.indexOf(file)
    if (at >= 0) cycles.push(fromFirst(trail.slice(at)))
    if (at >= 0 || done.has(file)) return
    for (const target of next.get(file) ?? []) visit(target, [...trail, file])
    done.add(file)
  }

  for (const file of next.keys()) visit(file, [])
  return cycles
}

function targets(path: string, edges: Source['edges']): string[] {
  const files: string[] = []
  for (const { target } of edges) {
    if (target?.startsWith('.')) files.push(posix.join(posix.dirname(path), target))
  }
  return [...new Set(files)]
}

function fromFirst(cycle: readonly string[]): string[] {
  const at = cycle.indexOf([...cycle].sort()[0]!)
  return [...cycle.slice(at), ...cycle.slice(0, at)]
}
