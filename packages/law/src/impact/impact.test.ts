import { canonicalJson } from '@feiyu/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createLaw, type Law, loadPack } from '../index.ts'
import { createComparison, ImpactTotals } from '../packs.ts'
import { changedLaw } from '../testing/changed-law.ts'
import { allPackFolders } from '../testing/pack-folder.ts'
import { randomCase, seededRandom } from '../testing/random-facts.ts'
import { differenceOf } from './difference.ts'
import { createFactsKey } from './facts-key.ts'
import { outcomeOf } from './outcome.ts'

const day = '2026-11-23'
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }
const folders = allPackFolders()
let law: Law
let halved: Law
beforeAll(async () => {
  law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
  halved = await changedLaw(folders, 'parameters/lines.yaml', /100000/g, '50000')
})

const record = (facts: Readonly<Record<string, unknown>>, id: string, asOf = day) => ({
  id,
  facts,
  // Days of the tests are dates of the calendar.
  asOf: asOf as Parameters<typeof outcomeOf>[2],
})

function report(to: Law, facts: readonly Readonly<Record<string, unknown>>[], from = law) {
  const compare = createComparison({ law: from, asOf: null }, { law: to, asOf: null })
  const totals = new ImpactTotals()
  for (const [index, one] of facts.entries()) totals.add(`f${index}`, compare(record(one, `f${index}`)))
  return totals.report()
}

describe('what a change of law changes', () => {
  it('names whose pathway changes, and by which rules', () => {
    const facts = [40_000, 60_000, 99_999, 100_000].map((ordinary_ytd) => ({
      ...plain,
      ordinary_ytd,
      sensitive_ytd: 0,
    }))
    const { groups, ...counts } = report(halved, facts)
    expect(counts).toEqual({ decisions: 4, changed: 2, pathway: 2, duties: 0, citations: 2, unreadable: 0 })
    expect(groups).toEqual([
      expect.objectContaining({
        decisions: 2,
        examples: ['f1', 'f2'],
        from: { pathway: 'EXEMPT_ART5_SMALL', possible: ['EXEMPT_ART5_SMALL'], rules: ['art-5-small'] },
        to: { pathway: 'SCC_OR_CERT', possible: ['SCC_OR_CERT'], rules: ['art-8-ordinary'] },
        by: ['art-5-small', 'art-8-ordinary'],
      }),
    ])
  })

  it('names the row of a duty that goes, and the rule whose articles change', async () => {
    const facts = [{ ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0 }]
    const without = await changedLaw(folders, 'duties.yaml', /- id: duty-pipia\n[\s\S]*?\n {2}(?=- id)/, '')
    const [gone] = report(without, facts).groups
    expect(gone).toMatchObject({ changes: ['duties'], duties: { added: [], removed: ['pipia'] } })
    expect(gone?.by).toEqual(['duty-pipia'])
    const recited = await changedLaw(
      folders,
      'decisions/pathway.yaml',
      /(- id: art-8-ordinary\n {2}group: lines\n {2}cite:)\n(?: {4}.*\n)+/,
      "$1 'cn-flow-provisions-2024#8'\n",
    )
    expect(report(recited, facts).groups).toEqual([
      expect.objectContaining({ changes: ['citations'], by: ['art-8-ordinary'] }),
    ])
  })

  it('compares two days under one law', () => {
    const compare = createComparison({ law, asOf: record({}, '', '2024-03-21').asOf }, { law, asOf: null })
    const { difference } = compare(
      record(
        {
          ...plain,
          exported_since_prev_jan1: 5,
          sensitive_since_prev_jan1: 0,
          processes_pi_persons: 9,
          ordinary_ytd: 5,
          sensitive_ytd: 0,
        },
        'a',
      ),
    )
    expect(difference).toMatchObject({ from: { pathway: 'SCC_OR_CERT' }, to: { pathway: 'EXEMPT_ART5_SMALL' } })
  })

  it('counts what one side cannot read as a change, what neither can apart', () => {
    const known = { ...plain, ordinary_ytd: 1, sensitive_ytd: 0 }
    const { groups, unreadable, changed } = report(law, [{ ...known, of_tomorrow: true }, known])
    expect({ groups, unreadable, changed }).toEqual({ groups: [], unreadable: 1, changed: 0 })
    const compare = createComparison({ law, asOf: record({}, '', '2020-01-01').asOf }, { law, asOf: null })
    expect(compare(record(known, 'a'))).toMatchObject({
      from: 'unreadable',
      difference: { from: { pathway: 'FEIYU_LAW_BEFORE_FIRST', possible: [] }, to: { pathway: 'EXEMPT_ART5_SMALL' } },
    })
  })

  it('judges once only what no rule of either law can tell apart: the same as judging each by itself', () => {
    const keyOf = createFactsKey([law, halved])
    const compare = createComparison({ law, asOf: null }, { law: halved, asOf: null })
    const random = seededRandom(31)
    const byKey = new Map<string, string>()
    let shared = 0
    const decisions = [...law.decisions.values()].flatMap((byQuestion) => [...byQuestion.values()])
    const rounds = decisions.flatMap((decision) =>
      Array.from({ length: decision === law.home ? 1_000 : 100 }, () => decision),
    )
    for (const decision of rounds) {
      const { facts, asOf } = randomCase(law, random, decision)
      for (const nudged of [facts, nudge(facts, random), nudge(facts, random)]) {
        const outcomes = [outcomeOf(law, nudged, asOf), outcomeOf(halved, nudged, asOf)] as const
        const direct = differenceOf(...outcomes)
        expect(compare(record(nudged, '', asOf)).difference, JSON.stringify({ nudged, asOf })).toEqual(direct)
        const key = `${asOf} ${keyOf(nudged)}`
        const known = byKey.get(key)
        const text = canonicalJson(outcomes.map(comparable))
        if (known !== undefined && canonicalJson(nudged) !== canonicalJson(facts)) shared++
        expect(known ?? text).toBe(text)
        byKey.set(key, text)
      }
    }
    expect(shared).toBeGreaterThan(500)
  })
})

/** All of an outcome that a comparison looks at. */
function comparable(outcome: ReturnType<typeof outcomeOf>): unknown {
  if (outcome.kind === 'unreadable') return outcome.code
  const { pathway, possible, duties, citations } = outcome.answer
  return { pathway, possible, duties, citations }
}

/** The same facts with every number of persons moved: a little, or to the other side of a line. */
function nudge(facts: Readonly<Record<string, unknown>>, random: () => number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || law.facts.get(name)?.type !== 'integer')
        return [name, value]
      const moved = value + Math.floor(random() * 5) - 2
      return [name, value === 0 ? 0 : Math.max(1, moved)]
    }),
  )
}
