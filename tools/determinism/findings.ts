import { parseSync, Visitor } from 'oxc-parser'

/** Something in a source whose outcome another machine, locale or release of the platform could give otherwise. */
export interface Finding {
  readonly what: string
  /** Counted from 1. */
  readonly line: number
}

/** Names of the platform that look at its locale, its clock or its chance. */
const names: ReadonlyMap<string, string> = new Map([
  ['Intl', 'locale data'],
  ['Date', 'a clock or a time zone'],
  ['Temporal', 'a clock or a time zone'],
  ['performance', 'a clock'],
  ['parseFloat', 'floating point'],
])

/** Members that do, whatever they are called on. */
const members: ReadonlyMap<string, string> = new Map([
  ['localeCompare', 'locale order'],
  ['normalize', 'the Unicode tables of the platform'],
  ['toFixed', 'floating point'],
  ['toPrecision', 'floating point'],
  ['toExponential', 'floating point'],
  ['random', 'chance'],
  ['getRandomValues', 'chance'],
  ['randomUUID', 'chance'],
])

/** What of `Math` is exact for whole numbers. */
const exact = ['min', 'max', 'abs', 'sign', 'trunc', 'floor', 'ceil', 'imul', 'clz32']

/** Cuts a quotient to a whole number: exact where both numbers are whole and safe. */
const cutting = ['trunc', 'floor', 'ceil']

/** Findings of one source in the order in which they stand. */
export function findingsOf(file: string, source: string): readonly Finding[] {
  const { program, errors } = parseSync(file, source)
  const fault = errors.find(({ severity }) => severity === 'Error')
  if (fault !== undefined) throw new SyntaxError(`${file}: ${fault.message}`)
  const found: { what: string; start: number }[] = []
  /** Where quotients stand that are cut to whole numbers; a call is visited before its arguments. */
  const whole = new Set<number>()
  const add = (what: string, { start }: { readonly start: number }) => found.push({ what, start })
  new Visitor({
    Identifier: (node) => {
      const why = names.get(node.name)
      if (why !== undefined) add(`\`${node.name}\`: ${why}`, node)
    },
    MemberExpression: (node) => {
      const name = nameOf(node.property)
      if (name === null) return
      const why = name.startsWith('toLocale') ? 'locale data' : members.get(name)
      if (why !== undefined) add(`\`.${name}\`: ${why}`, node)
      else if (node.object.type === 'Identifier' && node.object.name === 'Math' && !exact.includes(name))
        add(`\`Math.${name}\`: floating point`, node)
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== 'Math')
        return
      if (first?.type === 'BinaryExpression' && cutting.includes(nameOf(callee.property) ?? '')) whole.add(first.start)
    },
    BinaryExpression: (node) => {
      if ((node.operator === '/' && !whole.has(node.start)) || node.operator === '**')
        add(`\`${node.operator}\`: floating point`, node)
    },
    AssignmentExpression: (node) => {
      if (node.operator === '/=' || node.operator === '**=') add(`\`${node.operator}\`: floating point`, node)
    },
    Literal: (node) => {
      if (typeof node.value === 'number' && !Number.isInteger(node.value)) add(`\`${node.raw}\`: floating point`, node)
    },
  }).visit(program)
  return found
    .sort((left, right) => left.start - right.start)
    .map(({ what, start }) => ({ what, line: source.slice(0, start).split('\n').length }))
}

/** `x.name` and `x['name']`. */
function nameOf(property: { readonly type: string }): string | null {
  if (property.type === 'Identifier' && 'name' in property && typeof property.name === 'string') return property.name
  if (property.type === 'Literal' && 'value' in property && typeof property.value === 'string') return property.value
  return null
}
