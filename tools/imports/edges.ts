import { parseSync, Visitor } from 'oxc-parser'

/** One import, re-export, dynamic import or imported type of a file. */
export interface Edge {
  /** As written between the quotes; `undefined` for a dynamic import that names no literal. */
  readonly target: string | undefined
  /** Counted from 1. */
  readonly line: number
}

/** All edges of one source file in the order they stand; an unreadable file is an error with its first message. */
export function edgesOf(file: string, source: string): Edge[] {
  const { module, program, errors } = parseSync(file, source)
  const fault = errors.find(({ severity }) => severity === 'Error')
  if (fault !== undefined) throw new SyntaxError(`${file}: ${fault.message}`)

  const found: { target: string | undefined; start: number }[] = []
  for (const { moduleRequest } of module.staticImports) found.push(request(moduleRequest))
  for (const { entries } of module.staticExports) {
    const from = entries.find(({ moduleRequest }) => moduleRequest !== null)?.moduleRequest
    if (from) found.push(request(from))
  }
  for (const { moduleRequest } of module.dynamicImports) {
    found.push({ target: literal(source.slice(moduleRequest.start, moduleRequest.end)), start: moduleRequest.start })
  }
  if (source.includes('import(')) {
    const types = new Visitor({
      TSImportType: ({ source: from }) => {
        found.push({ target: from.value, start: from.start })
      },
    })
    types.visit(program)
  }
  return found
    .sort((left, right) => left.start - right.start)
    .map(({ target, start }) => ({ target, line: source.slice(0, start).split('\n').length }))
}

function request({ value, start }: { readonly value: string; readonly start: number }) {
  return { target: value, start }
}

function literal(expression: string): string | undefined {
  return /^(['"`])([^'"`$\\]+)\1$/.exec(expression)?.[2]
}
