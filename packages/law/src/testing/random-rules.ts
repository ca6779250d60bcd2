import { parseCivilDate } from '@feiyu/core'
import fc from 'fast-check'
import type { Bound, CellTest, Rule } from '../pack/pack.ts'

export { meaningOf } from '../table/decision-text.ts'

const word = fc.oneof(
  fc.constantFrom(
    'a',
    'in',
    'not a',
    'stated',
    'true',
    'FALSE',
    '12',
    '1.50',
    '2024/3/22',
    '$x',
    '',
    ' a ',
    'a | b',
    'a; b',
    '"',
    '=1+1',
    '-',
    '甲',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const name = word.filter((text) => text.trim() !== '')
const scalar = fc.oneof(
  word,
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
)
const parameter = fc.constantFrom('line', 'small-line').map((text): Bound => ({ parameter: text }))
const bound = fc.oneof(
  scalar.filter((value) => typeof value !== 'string' || !value.startsWith('$')).map((value): Bound => ({ value })),
  parameter,
)
const day = fc.constantFrom(parseCivilDate('2024-03-22'), parseCivilDate('2025-06-27'))
const validity = fc.constantFrom(
  { from: null, until: null },
  { from: null, until: parseCivilDate('2025-06-27') },
  { from: parseCivilDate('2024-03-22'), until: parseCivilDate('2025-06-27') },
)
const cellTest: fc.Arbitrary<CellTest> = fc.oneof(
  bound.map((one): CellTest => ({ kind: 'eq', bound: one })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((values): CellTest => ({ kind: 'in', values })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((values): CellTest => ({ kind: 'not', values })),
  fc.boolean().map((stated): CellTest => ({ kind: 'stated', stated })),
  fc
    .tuple(fc.constantFrom('ge', 'gt', null), fc.constantFrom('le', 'lt', null), bound, bound)
    .filter(([low, high]) => low !== null || high !== null)
    .map(
      ([low, high, left, right]): CellTest => ({
        kind: 'range',
        ge: low === 'ge' ? left : null,
        gt: low === 'gt' ? left : null,
        le: high === 'le' ? right : null,
        lt: high === 'lt' ? right : null,
      }),
    ),
)
const count = fc.oneof(
  fc.nat({ max: 90 }).map((value): Bound => ({ value })),
  parameter,
)
const span = fc.record({ years: count, months: count, days: count, workingDays: count })
const answer: fc.Arbitrary<Rule['answer']> = fc.oneof(
  name.map((pathway) => ({ kind: 'pathway' as const, pathway })),
  fc.tuple(name, scalar, name).map(([set, value, from]) => ({
    kind: 'parts' as const,
    parts: new Map<
      string,
      | { readonly pathway: string }
      | { readonly set: ReadonlyMap<string, typeof value>; readonly from: ReadonlyMap<string, string> }
    >([
      ['foreign', { pathway: from }],
      ['domestic', { set: new Map([[set, value]]), from: new Map([[from, set]]) }],
    ]),
  })),
)
/** Rules whose words look like numbers, dates, tests, formulas and quotes: whatever a table could take for something else. */
export const anyRule: fc.Arbitrary<Rule> = fc.record({
  id: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/),
  pack: fc.constant('cn'),
  at: fc.constant(''),
  question: fc.constant('pathway'),
  group: fc.option(name),
  cite: fc.array(
    fc
      .tuple(
        name.filter((text) => !text.includes('#')),
        fc.option(name),
        validity,
      )
      .map(([instrument, article, days]) => ({ instrument, article, ...days })),
    { minLength: 1, maxLength: 3 },
  ),
  from: day,
  until: fc.constantFrom(null, parseCivilDate('2026-01-01')),
  overrides: fc.array(name, { maxLength: 2 }),
  yields: fc.array(name, { maxLength: 2 }),
  when: fc.uniqueArray(
    fc.record({ fact: fc.constantFrom('pi', 'ciio', 'ordinary_count', 'exemption'), test: cellTest }),
    {
      selector: (cell) => cell.fact,
      maxLength: 3,
    },
  ),
  answer,
  dates: fc
    .option(
      fc.record({
        after: fc.constantFrom('submitted', 'accepted'),
        term: fc.record({ plus: span, less: span, at: fc.constant('') }),
      }),
    )
    .map((date): Rule['dates'] => new Map(date === null ? [] : [['deadline', date]])),
  note: fc.option(fc.record({ zh: name, en: name })),
})
