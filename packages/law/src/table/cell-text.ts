import { type CivilDate, isCivilDate } from '@feiyu/core'
import type { Bound, CellTest, CitationReference, Rule, Span, Term } from '../pack/pack.ts'
import { readWord, splitOutsideQuotes, writeWord } from './word-text.ts'

/** What a cell holds, or one sentence on why it cannot be read. */
export type Read<T> = { readonly value: T } | { readonly wrong: string }

/** A test as a cell holds it: `true`, `in a | b`, `not a | b`, `stated`, `not stated`, `>= 100000 < $line`. */
export function writeTestCell(test: CellTest): string {
  switch (test.kind) {
    case 'eq':
      return writeBound(test.bound)
    case 'in':
    case 'not':
      return `${test.kind} ${test.values.map(writeWord).join(' | ')}`
    case 'stated':
      return test.stated ? 'stated' : 'not stated'
    case 'range': {
      const bounds = [
        ['>=', test.ge],
        ['>', test.gt],
        ['<=', test.le],
        ['<', test.lt],
      ] as const
      return bounds.flatMap(([sign, bound]) => (bound === null ? [] : [`${sign} ${writeLimit(bound)}`])).join(' ')
    }
    default:
      return test satisfies never
  }
}

/** Reads what `writeTestCell` writes. */
export function readTestCell(text: string): Read<CellTest> {
  if (text === 'stated' || text === 'not stated') return { value: { kind: 'stated', stated: text === 'stated' } }
  if (/^[<>]/.test(text)) return readRange(text)
  const list = /^(in|not) +(.*)$/s.exec(text)
  if (list === null) {
    const bound = readBound(text)
    return 'wrong' in bound ? bound : { value: { kind: 'eq', bound: bound.value } }
  }
  const words = splitOutsideQuotes(list[2] ?? '', '|').map(readWord)
  const wrong = words.find((word) => 'wrong' in word)
  if (wrong !== undefined && 'wrong' in wrong) return wrong
  const values = words.flatMap((word) => ('value' in word ? [word.value] : []))
  return { value: { kind: list[1] === 'in' ? 'in' : 'not', values } }
}

/** Bounds with their signs, the lower one first; each sign once, one lower and one upper bound at most. */
function readRange(text: string): Read<CellTest> {
  const found = new Map<string, Bound>()
  let rest = text
  while (rest !== '') {
    const part = /^(>=|<=|>|<) *("(?:[^"\\]|\\.)*"|[^<> ]+)(?: +|$)/.exec(rest)
    if (part === null) return { wrong: `\`${rest}\` is not a bound; write for example \`>= 100000 < 1000000\`` }
    const bound = readBound(part[2] ?? '')
    if ('wrong' in bound) return bound
    const side = part[1]?.startsWith('>') ? '>' : '<'
    if ([...found.keys()].some((sign) => sign.startsWith(side)))
      return { wrong: `\`${text}\` has two bounds on one side; keep one` }
    found.set(part[1] ?? '', bound.value)
    rest = rest.slice(part[0].length)
  }
  const of = (sign: string) => found.get(sign) ?? null
  return { value: { kind: 'range', ge: of('>='), gt: of('>'), le: of('<='), lt: of('<') } }
}

function writeBound(bound: Bound): string {
  return 'parameter' in bound ? `$${bound.parameter}` : writeWord(bound.value)
}

/** A bound behind its sign ends at a space or a sign. */
function writeLimit(bound: Bound): string {
  const word = writeBound(bound)
  return 'value' in bound && /[ <>]/.test(word) && !word.startsWith('"') ? JSON.stringify(bound.value) : word
}

function readBound(word: string): Read<Bound> {
  if (/^\$\S+$/.test(word)) return { value: { parameter: word.slice(1) } }
  const read = readWord(word)
  return 'wrong' in read ? read : { value: { value: read.value } }
}

/** Citations: `instrument#article`, several parted by `;`, with `[from … until …]` where one counts on some days only. */
export function writeCitationsCell(cite: readonly CitationReference[]): string {
  return cite
    .map(({ instrument, article, from, until }) => {
      const days = [from === null ? '' : `from ${from}`, until === null ? '' : `until ${until}`].filter(Boolean)
      const reference = article === null ? instrument : `${instrument}#${article}`
      return `${writeReference(reference)}${days.length === 0 ? '' : ` [${days.join(' ')}]`}`
    })
    .join('; ')
}

function writeReference(reference: string): string {
  return /[;[\]"]/.test(reference) ? JSON.stringify(reference) : writeWord(reference)
}

/** Reads what `writeCitationsCell` writes. */
export function readCitationsCell(text: string): Read<readonly CitationReference[]> {
  const found: CitationReference[] = []
  for (const part of splitOutsideQuotes(text, ';')) {
    const match = /^("(?:[^"\\]|\\.)*"|[^[\]"]+?)(?: *\[(?:from (\S+?))? ?(?:until (\S+?))?\])?$/.exec(part)
    const reference = readWord(match?.[1] ?? '')
    if (match === null || 'wrong' in reference || typeof reference.value !== 'string')
      return { wrong: `\`${part}\` is not a citation; write \`instrument#article\`, several parted by \`;\`` }
    const from = match[2] ?? null
    const until = match[3] ?? null
    if (part.endsWith(']') && from === null && until === null)
      return { wrong: `\`${part}\` names no day; write \`[until YYYY-MM-DD]\`` }
    if (!isDayOrNone(from) || !isDayOrNone(until))
      return { wrong: `\`${part}\` names a day that is not in the calendar; write YYYY-MM-DD` }
    const hash = reference.value.indexOf('#')
    found.push({
      instrument: hash < 0 ? reference.value : reference.value.slice(0, hash),
      article: hash < 0 ? null : reference.value.slice(hash + 1),
      from,
      until,
    })
  }
  return { value: found }
}

function isDayOrNone(day: string | null): day is CivilDate | null {
  return day === null || isCivilDate(day)
}

const spans = ['years', 'months', 'days', 'workingDays'] as const

/** A day beside the answer: `contract_effective + 3 years - $window workingDays`. */
export function writeDateCell({ after, term }: { readonly after: string; readonly term: Term }): string {
  const plus = writeSpan('+', term.plus)
  return [after, ...(plus.length === 0 ? ['+ 0 days'] : plus), ...writeSpan('-', term.less)].join(' ')
}

function writeSpan(sign: string, span: Span): readonly string[] {
  return spans.flatMap((unit) => {
    const bound = span[unit]
    return 'value' in bound && bound.value === 0 ? [] : [`${sign} ${writeBound(bound)} ${unit}`]
  })
}

/** Reads what `writeDateCell` writes. */
export function readDateCell(text: string, at: string): Read<NonNullable<ReturnType<Rule['dates']['get']>>> {
  const [after = '', ...words] = text.split(/ +/)
  const plus = new Map<string, Bound>()
  const less = new Map<string, Bound>()
  if (words.length === 0 || words.length % 3 !== 0) return { wrong: wrongDate(text) }
  for (let index = 0; index < words.length; index += 3) {
    const [sign, amount = '', unit = ''] = words.slice(index, index + 3)
    const bound = readBound(amount)
    const side = sign === '+' ? plus : sign === '-' ? less : null
    if (side === null || !spans.some((span) => span === unit) || side.has(unit)) return { wrong: wrongDate(text) }
    if ('wrong' in bound) return bound
    if ('value' in bound.value && !(Number.isSafeInteger(bound.value.value) && Number(bound.value.value) >= 0))
      return { wrong: `\`${amount}\` is not a whole number from 0; correct the term` }
    side.set(unit, bound.value)
  }
  if (plus.size === 0) return { wrong: wrongDate(text) }
  return { value: { after, term: { plus: spanOf(plus), less: spanOf(less), at } } }
}

function spanOf(found: ReadonlyMap<string, Bound>): Span {
  const of = (unit: string) => found.get(unit) ?? { value: 0 }
  return { years: of('years'), months: of('months'), days: of('days'), workingDays: of('workingDays') }
}

function wrongDate(text: string): string {
  return `\`${text}\` is not a term; write for example \`submitted + 10 workingDays\``
}
