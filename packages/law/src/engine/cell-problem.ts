import { isCivilDate } from '@feiyu/core'
import type { FactScalar } from '../facts/fact.ts'
import type { Bound, CellTest, Validity } from '../pack/pack.ts'
import type { Law } from './law-model.ts'

/** How a cell is written where its writer looks: in a file of the pack, or in a table. */
export type CellStyle = 'yaml' | 'table'

/** What the values of a tested name are; words are checked against their own list. */
type ValueType = 'boolean' | 'whole' | 'number' | 'day' | 'text' | 'untestable'

/**
 * What keeps a test from ever saying anything of its fact, in one sentence: a value of another type, bounds of what has no
 * order, a range with nothing in it. `null` for a test that can be used. `row` says on which days it counts.
 */
export function cellProblem(law: Law, fact: string, test: CellTest, row: Validity, style: CellStyle): string | null {
  const type = typeOf(law, fact)
  if (type === 'untestable') return `\`${fact}\` is not a single value, so no cell can test it; test a fact that is`
  const wrong = (value: FactScalar) =>
    type === 'whole' && Number.isSafeInteger(value) && Number(value) < 0
      ? `\`${fact}\` is counted from 0 and never \`${value}\`; correct the number`
      : hasType(value, type)
        ? null
        : `\`${fact}\` is ${named[type]}, not \`${value}\`; ${hint(type, value, style)}`
  switch (test.kind) {
    case 'stated':
      return null
    case 'in':
    case 'not':
      return firstOf(test.values.map(wrong))
    case 'eq':
      return firstOf(valuesOf(law, test.bound, row).map(({ value }) => wrong(value)))
    case 'range': {
      if (type === 'boolean' || type === 'text')
        return `\`${fact}\` is ${named[type]} and has no bounds; ${hint(type, '', style)}`
      const bounds = [test.ge, test.gt, test.le, test.lt].flatMap((bound) =>
        bound === null ? [] : valuesOf(law, bound, row),
      )
      return firstOf(bounds.map(({ value }) => wrong(value))) ?? emptyRange(law, fact, test, row, type)
    }
    default:
      return test satisfies never
  }
}

/** Whether a value is one that the fact can have; `null` where it is. */
export function valueProblem(law: Law, fact: string, value: FactScalar): string | null {
  return cellProblem(law, fact, { kind: 'eq', bound: { value } }, { from: null, until: null }, 'yaml')
}

const named: Readonly<Record<Exclude<ValueType, 'untestable'>, string>> = {
  boolean: 'true or false',
  whole: 'a whole number',
  number: 'a number',
  day: 'a day of the calendar',
  text: 'a word',
}

function typeOf(law: Law, fact: string): ValueType {
  const derived = law.derived.get(fact)
  if (derived !== undefined) return derived.recogniser === 'among' ? 'boolean' : 'text'
  if (fact === 'pathway') return 'text'
  const type = law.facts.get(fact)?.type
  switch (type) {
    case undefined:
    case 'integer':
      return 'whole'
    case 'boolean':
    case 'number':
      return type
    case 'date':
      return 'day'
    case 'enum':
    case 'string':
    case 'country':
      return 'text'
    case 'list':
    case 'events':
    case 'flows':
    case 'entities':
    case 'hops':
      return 'untestable'
    default:
      return type satisfies never
  }
}

function hasType(value: FactScalar, type: Exclude<ValueType, 'untestable'>): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'whole':
      return Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'day':
      return isCivilDate(value)
    case 'text':
      return typeof value === 'string'
    default:
      return type satisfies never
  }
}

const bounds = {
  yaml: {
    ge: (n: string) => `{ ge: ${n} }`,
    gt: (n: string) => `{ gt: ${n} }`,
    le: (n: string) => `{ le: ${n} }`,
    lt: (n: string) => `{ lt: ${n} }`,
  },
  table: {
    ge: (n: string) => `>= ${n}`,
    gt: (n: string) => `> ${n}`,
    le: (n: string) => `<= ${n}`,
    lt: (n: string) => `< ${n}`,
  },
}

/** What people write for a bound: `ge 1`, `1 or more`, `≥1`, `1以上`. */
const spoken: readonly (readonly [keyof (typeof bounds)['yaml'], RegExp])[] = [
  ['ge', /^(?:ge|>=|≥|at least|不少于|至少) *(\d+)$|^(\d+) *(?:or more|\+|以上)$/i],
  ['gt', /^(?:gt|>|more than|over|超过) *(\d+)$/i],
  ['le', /^(?:le|<=|≤|at most|不超过|至多) *(\d+)$|^(\d+) *(?:or (?:fewer|less)|以下)$/i],
  ['lt', /^(?:lt|<|fewer than|less than|under|不满) *(\d+)$/i],
]

function hint(type: Exclude<ValueType, 'untestable'>, value: FactScalar, style: CellStyle): string {
  const text = String(value).trim()
  switch (type) {
    case 'boolean':
      if (/^(yes|y|on|1|是|有)$/i.test(text)) return 'write `true`'
      if (/^(no|n|off|0|否|无)$/i.test(text)) return 'write `false`'
      return 'write `true` or `false`'
    case 'whole':
    case 'number': {
      for (const [bound, pattern] of spoken) {
        const found = pattern.exec(text)
        if (found !== null) return `write \`${bounds[style][bound](found[1] ?? found[2] ?? '')}\``
      }
      return `write a number, or bounds such as \`${bounds[style].ge('1')}\``
    }
    case 'day':
      return 'write YYYY-MM-DD'
    case 'text':
      return 'write a word'
    default:
      return type satisfies never
  }
}

/** The value, or those that the parameter has while the row counts. */
function valuesOf(law: Law, bound: Bound, row: Validity): readonly (Validity & { readonly value: FactScalar })[] {
  if ('value' in bound) return [{ value: bound.value, from: null, until: null }]
  return law.packs
    .flatMap((pack) => pack.parameters.get(bound.parameter)?.values ?? [])
    .filter((value) => together(value, row))
}

function together(left: Validity, right: Validity): boolean {
  return (
    (left.until === null || right.from === null || right.from < left.until) &&
    (right.until === null || left.from === null || left.from < right.until)
  )
}

function emptyRange(
  law: Law,
  fact: string,
  test: Extract<CellTest, { readonly kind: 'range' }>,
  row: Validity,
  type: 'whole' | 'number' | 'day',
): string | null {
  const low = test.ge ?? test.gt
  const high = test.le ?? test.lt
  if (high === null) return null
  // Persons and incidents are counted from none.
  const lows =
    low === null ? [{ value: type === 'whole' ? 0 : null, from: null, until: null }] : valuesOf(law, low, row)
  for (const from of lows) {
    for (const to of valuesOf(law, high, row)) {
      if (from.value === null || !together(from, to)) continue
      const inside = low === null || test.ge !== null
      if (isEmpty(from.value, inside, to.value, test.le !== null, type))
        return `no value of \`${fact}\` lies ${inside ? 'from' : 'above'} ${from.value} ${test.le !== null ? 'to' : 'and below'} ${to.value}; correct the bounds`
    }
  }
  return null
}

function isEmpty(
  low: FactScalar,
  lowInside: boolean,
  high: FactScalar,
  highInside: boolean,
  type: 'whole' | 'number' | 'day',
): boolean {
  if (type !== 'whole') return low > high || (low === high && !(lowInside && highInside))
  const first = Number(low) + (lowInside ? 0 : 1)
  const last = Number(high) - (highInside ? 0 : 1)
  return first > last
}

function firstOf(problems: readonly (string | null)[]): string | null {
  return problems.find((problem) => problem !== null) ?? null
}
