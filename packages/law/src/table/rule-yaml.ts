import type { FactScalar } from '../facts/fact.ts'
import type { Bound, CellTest, CitationReference, Rule, Span, Validity } from '../pack/pack.ts'

const widest = 120

/** One row of a decision as the files of packs write it. */
export function ruleYaml(rule: Rule): string {
  const dates = [...rule.dates].map(([key, { after, term }]) => {
    const plus = spanYaml(term.plus)
    const less = spanYaml(term.less)
    const parts = [`after: ${scalar(after)}`, ...(plus.length === 0 ? ['days: 0'] : plus)]
    return `${key}: ${map(less.length === 0 ? parts : [...parts, `less: ${map(less)}`])}`
  })
  const members: readonly (readonly [string, string | null])[] = [
    ['id', scalar(rule.id)],
    ['group', rule.group === null ? null : scalar(rule.group)],
    ['cite', citeYaml(rule.cite)],
    ['from', rule.from === null ? null : scalar(rule.from)],
    ['until', rule.until === null ? null : scalar(rule.until)],
    ['overrides', rule.overrides.length === 0 ? null : list(rule.overrides.map(scalar))],
    ['yields', rule.yields.length === 0 ? null : list(rule.yields.map(scalar))],
    ['when', map(rule.when.map(({ fact, test }) => `${scalar(fact)}: ${testYaml(test)}`))],
    ['then', answerYaml(rule)],
    ['dates', dates.length === 0 ? null : map(dates)],
  ]
  const lines = members.flatMap(([key, value]) => {
    if (value === null) return []
    const line = `${key}: ${value}`
    return line.length + 2 > widest && value.startsWith('{ ') ? [`${key}:`, `  ${value}`] : [line]
  })
  if (rule.note !== null) lines.push('note:', `  zh: ${scalar(rule.note.zh)}`, `  en: ${scalar(rule.note.en)}`)
  return lines.map((line, index) => `${index === 0 ? '- ' : '  '}${line}\n`).join('')
}

/** A test as the files of packs write it. */
export function testYaml(test: CellTest): string {
  switch (test.kind) {
    case 'eq':
      return boundYaml(test.bound)
    case 'in':
    case 'not':
      return map([`${test.kind}: ${list(test.values.map(scalar))}`])
    case 'stated':
      return map([`stated: ${test.stated}`])
    case 'range':
      return map(
        (['ge', 'gt', 'le', 'lt'] as const).flatMap((key) => {
          const bound = test[key]
          return bound === null ? [] : [`${key}: ${boundYaml(bound)}`]
        }),
      )
    default:
      return test satisfies never
  }
}

/** What a row answers, as the files of packs write it. */
export function answerYaml({ answer }: Pick<Rule, 'answer'>): string {
  if (answer.kind === 'pathway') return scalar(answer.pathway)
  const parts = [...answer.parts].map(([name, part]) => {
    if ('pathway' in part) return `${scalar(name)}: ${scalar(part.pathway)}`
    const pairs = (entries: ReadonlyMap<string, FactScalar>) =>
      map([...entries].map(([fact, value]) => `${scalar(fact)}: ${scalar(value)}`))
    const members = [
      ...(part.set.size === 0 ? [] : [`set: ${pairs(part.set)}`]),
      ...(part.from.size === 0 ? [] : [`from: ${pairs(part.from)}`]),
    ]
    return `${scalar(name)}: ${map(members)}`
  })
  return map([`parts: ${map(parts)}`])
}

function citeYaml(cite: readonly CitationReference[]): string {
  const references = cite.map((one) => {
    const reference = scalar(one.article === null ? one.instrument : `${one.instrument}#${one.article}`)
    return one.from === null && one.until === null ? reference : map([`ref: ${reference}`, ...validityYaml(one)])
  })
  const [only] = references
  return references.length === 1 && only !== undefined && !only.startsWith('{') ? only : list(references)
}

function validityYaml({ from, until }: Validity): readonly string[] {
  return [...(from === null ? [] : [`from: ${scalar(from)}`]), ...(until === null ? [] : [`until: ${scalar(until)}`])]
}

function spanYaml(span: Span): readonly string[] {
  return (['years', 'months', 'days', 'workingDays'] as const).flatMap((unit) => {
    const bound = span[unit]
    return 'value' in bound && bound.value === 0 ? [] : [`${unit}: ${boundYaml(bound)}`]
  })
}

function boundYaml(bound: Bound): string {
  return 'parameter' in bound ? scalar(`$${bound.parameter}`) : scalar(bound.value)
}

function map(members: readonly string[]): string {
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

function list(items: readonly string[]): string {
  return `[${items.join(', ')}]`
}

/** A plain word where YAML reads it as that word; quotes otherwise. */
function scalar(value: FactScalar): string {
  if (typeof value !== 'string') return String(value)
  if (/^[$A-Za-z_][\w$-]*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value)) return value
  // Single quotes fold line ends and know no escapes; double quotes read JSON.
  return /[\p{Cc}\u2028\u2029\uFEFF]/u.test(value) ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`
}
