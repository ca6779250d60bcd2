import { existsSync, readFileSync } from 'node:fs'
import { canonicalJson } from '@feiyu/core'
import { describe, expect, it } from 'vitest'
import { createLaw, decide, loadPack } from './index.ts'
import { naiveInterpreter } from './testing/naive.ts'
import { packFolder } from './testing/pack-folder.ts'
import { randomCase, seededRandom } from './testing/random-facts.ts'

const files = packFolder('cn')
const law = createLaw([await loadPack(files)])
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }

describe('national law of mainland China', () => {
  it('agrees with a second, naive interpreter on random facts and days', () => {
    const naive = naiveInterpreter(files, 512)
    const random = seededRandom(20261123)
    let compared = 0
    for (let round = 0; round < 2_500; round++) {
      const { facts, asOf } = randomCase(law, random)
      const expected = naive(facts, asOf)
      if (expected === null) continue
      const { pathway, missing, possible } = decide(law, facts, { asOf })
      expect({ pathway, missing, possible: possible.toSorted() }, JSON.stringify({ asOf, facts })).toEqual(expected)
      compared++
    }
    expect(compared).toBeGreaterThan(1_500)
  })

  it('gives the same answer, byte for byte, in whatever order the rows and files stand', async () => {
    const random = seededRandom(7)
    const rows = (files['decisions/pathway.yaml'] ?? '').split(/\n(?=- id: )/)
    const [head, ...rest] = rows
    const shuffled = rest.map((row) => ({ row, at: random() })).sort((left, right) => left.at - right.at)
    const turned = Object.fromEntries(Object.entries(files).reverse())
    const other = createLaw([
      await loadPack({ ...turned, 'decisions/pathway.yaml': [head, ...shuffled.map(({ row }) => row)].join('\n') }),
    ])
    for (let round = 0; round < 500; round++) {
      const { facts, asOf } = randomCase(law, random)
      const { packs: _, ...left } = decide(law, facts, { asOf, explain: true })
      const { packs: __, ...right } = decide(other, facts, { asOf, explain: true })
      expect(canonicalJson(right)).toBe(canonicalJson(left))
    }
  })

  it('shows the line that a count would have to cross, and never as a lever', () => {
    const { flips } = decide(
      law,
      { ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0 },
      { asOf: '2026-11-23', explain: true },
    )
    expect(flips).toContainEqual(
      expect.objectContaining({
        change: { ordinary_ytd: { lt: 100_000 } },
        to: 'EXEMPT_ART5_SMALL',
        lighter: true,
        lever: false,
      }),
    )
    expect(flips).toContainEqual(
      expect.objectContaining({ change: { ordinary_ytd: { ge: 1_000_000 } }, lighter: false }),
    )
    expect(flips).toContainEqual(
      expect.objectContaining({ change: { pi: { eq: false } }, to: 'EXEMPT_ART3', lever: true }),
    )
  })

  it('traces every rule in force, cell by cell', () => {
    const { trace } = decide(
      law,
      { ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0 },
      { asOf: '2026-11-23', explain: true },
    )
    expect(trace.find((rule) => rule.rule === 'art-8-ordinary')).toMatchObject({ holds: true, overriddenBy: null })
    expect(trace.find((rule) => rule.rule === 'art-5-small')?.cells).toContainEqual({
      fact: 'ordinary_count',
      test: { lt: 100_000 },
      value: 200_000,
      holds: false,
    })
  })

  it('asks for the proof of a flow by the name of its purpose', () => {
    const flows = [
      { purpose: 'booking', ordinary: 200_000, sensitive: 0, exemption: 'contract_necessity' },
      { purpose: 'marketing', ordinary: 10, sensitive: 0 },
    ]
    const answer = decide(law, { ...plain, flows }, { asOf: '2026-11-23' })
    expect(answer).toMatchObject({
      kind: 'undetermined',
      missing: ['flows.booking.exemption_proven'],
      fallback: 'SCC_OR_CERT',
    })
  })
})

interface Vector {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly as_of: string
  readonly facts: unknown
  readonly expected: Readonly<Record<string, unknown>>
}

const vectorFile = new URL('../../../../shared/law/vectors.json', import.meta.url)

describe.skipIf(!existsSync(vectorFile))('vectors beside the repository (skipped where the folder is absent)', () => {
  const vectors: readonly Vector[] = existsSync(vectorFile) ? JSON.parse(readFileSync(vectorFile, 'utf8')).vectors : []
  const kinds = ['pathway', 'classification', 'counting']
  it.each(
    vectors.filter((vector) => kinds.includes(vector.kind)).map((vector) => [vector.id, vector.title, vector] as const),
  )('%s %s', (_, __, vector) => {
    const answer = decide(law, vector.facts, { asOf: vector.as_of })
    const { pathway, missing, possible, fallback, reviewFlags, duties, per_flow, per_entity } = vector.expected
    expect(answer.pathway).toBe(pathway)
    if (missing !== undefined) expect(new Set(answer.missing)).toEqual(new Set(missing as string[]))
    if (possible !== undefined) expect(new Set(answer.possible)).toEqual(new Set(possible as string[]))
    if (fallback !== undefined) expect(answer.fallback).toBe(fallback)
    if (reviewFlags !== undefined) expect(answer.reviewFlags).toEqual(expect.arrayContaining(reviewFlags as string[]))
    if (duties !== undefined)
      expect(answer.duties.map((duty) => duty.id)).toEqual(expect.arrayContaining(duties as string[]))
    if (per_flow !== undefined) expect(answer.per_flow).toEqual(per_flow)
    if (per_entity !== undefined) expect(answer.per_entity).toEqual(per_entity)
    for (const count of ['ordinary_count', 'sensitive_count'] as const) {
      if (vector.expected[count] !== undefined) expect(answer[count]).toBe(vector.expected[count])
    }
  })
})
