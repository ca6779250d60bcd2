import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import { PackError } from '../errors.ts'
import type { YamlTree } from './yaml-tree.ts'

const sentences: ReadonlyMap<string, string> = new Map([
  ['DUPLICATE_KEY', 'this key stands twice in one place; keep one'],
  ['RESOURCE_EXHAUSTION', 'this is nested too deep to be read; close the brackets before it'],
])

/** The whole of YAML, and its errors. */
export function wholeYaml(file: string, text: string): YamlTree {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    prettyErrors: false,
  })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem !== undefined) {
    const at = `${file}:${lines.linePos(problem.pos[0]).line}`
    throw new PackError(
      'FEIYU_PACK_BAD_YAML',
      sentences.get(problem.code) ?? `not readable as YAML: ${problem.message}`,
      { at },
    )
  }
  visit(document, {
    Alias: (_, node) => {
      const at = `${file}:${lines.linePos(node.range?.[0] ?? 0).line}`
      throw new PackError('FEIYU_PACK_BAD_YAML', 'aliases are not read in a pack; write the value out', { at })
    },
  })
  return treeOf(file, lines, document.contents)
}

function treeOf(file: string, lines: LineCounter, node: unknown): YamlTree {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null
  const line = Array.isArray(range) ? lines.linePos(Number(range[0])).line : 1
  const at = `${file}:${line}`
  if (isMap(node)) {
    const entries = node.items.map((pair) => {
      if (!isScalar(pair.key)) throw new PackError('FEIYU_PACK_WRONG_TYPE', 'expected a plain key', { at })
      return [String(pair.key.value), treeOf(file, lines, pair.value)] as const
    })
    return { kind: 'map', line, entries }
  }
  if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => treeOf(file, lines, item)) }
  const value = isScalar(node) ? node.value : null
  if (value === null || value === undefined) return { kind: 'scalar', line, value: null }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'scalar', line, value }
  throw new PackError('FEIYU_PACK_WRONG_TYPE', 'expected a text, a number or true and false', { at })
}
