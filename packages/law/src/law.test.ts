import { existsSync, readFileSync } from 'node:fs'
import { canonicalJson } from '@feiyu/core'
import { describe, expect, it } from 'vitest'
import { createLaw, decide, loadPack } from './index.ts'
import { naiveInterpreter } from './testing/naive.ts'
import { allPackFolders, packFolder } from './testing/pack-folder.ts'
import { randomCase, seededRandom } from './testing/random-facts.ts'

const folders = allPackFolders()
const law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
const decisions = [...law.decisions.values()].flatMap((byQuestion) => [...byQuestion.values()])
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }

describe('the law of all packs', () => {
  it.each(decisions.map((decision) => [decision.jurisdiction, decision.question, decision] as const))(
    '%s %s agrees with a second, naive interpreter on random facts and days',
    (jurisdiction, question, decision) => {
      const naive = naiveInterpreter(folders, { jurisdiction, question, mostCombinations: 64 })
      const random = seededRandom(20261123)
      const rounds = decision === law.home ? 20_000 : 300
      let compared = 0
      for (let round = 0; round < rounds; round++) {
        const { facts, asOf } = randomCase(law, random, decision)
        const expected = naive(facts, asOf)
        if (expected === null) continue
        const { pathway, missing, possible } = decide(law, facts, { asOf })
        const got = { pathway, missing, possible: possible.toSorted() }
        // The assertion itself is slower than the two decisions.
        if (JSON.stringify(got) !== JSON.stringify(expected))
          expect(got, JSON.stringify({ asOf, facts })).toEqual(expected)
        compared++
      }
      expect(compared).toBeGreaterThan(rounds / 3)
    },
  )

  it('gives the same answer, byte for byte, in whatever order the rows and files stand', async () => {
    const random = seededRandom(7)
    const files = packFolder('cn')
    const rows = (files['decisions/pathway.yaml'] ?? '').split(/\n(?=- id: )/)
    const [head, ...rest] = rows
    const shuffled = rest.map((row) => ({ row, at: random() })).sort((left, right) => left.at - right.at)
    const turned = Object.fromEntries(Object.entries(files).reverse())
    const changed = { ...turned, 'decisions/pathway.yaml': [head, ...shuffled.map(({ row }) => row)].join('\n') }
    const others = folders.filter((folder) => folder['pack.yaml'] !== files['pack.yaml'])
    const other = createLaw(await Promise.all([changed, ...others.toReversed()].map((folder) => loadPack(folder))))
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
      expect.objectContaining({
        change: { pi: { eq: false }, ordinary_ytd: { eq: null } },
        to: 'EXEMPT_ART3',
        lever: true,
      }),
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

describe('flows over several places', () => {
  const free = { ...plain, pi: false }

  it('judges each leg under its own law; the strictest is that of the whole, each part is shown', () => {
    const answer = decide(
      law,
      { jurisdiction: 'EU', destination: 'CN', hops: [{ jurisdiction: 'CN', ...free }] },
      { asOf: '2026-11-23' },
    )
    expect(answer).toMatchObject({ pathway: 'GDPR_ART46_SAFEGUARD', kind: 'decided' })
    expect(answer.parts?.map((part) => [part.jurisdiction, part.pathway])).toEqual([
      ['EU', 'GDPR_ART46_SAFEGUARD'],
      ['CN', 'EXEMPT_ART3'],
    ])
    expect(answer.packs.map((pack) => pack.id)).toEqual(expect.arrayContaining(['cn', 'eu']))
  })

  it('takes the strictest leg wherever it stands', () => {
    const answer = decide(
      law,
      { jurisdiction: 'SG', recipient_certification: 'Global_CBPR', hops: [{ jurisdiction: 'CN', core_data: true }] },
      { asOf: '2026-11-23' },
    )
    expect(answer).toMatchObject({ pathway: 'PROHIBITED', kind: 'decided', jurisdiction: 'CN' })
    expect(answer.citations.map((citation) => citation.instrument)).toContain('cn-dsl-2021')
  })

  it('does not ask for a fact of a leg that can no longer change the whole', () => {
    const hop = { jurisdiction: 'CN', ...plain, ciio: null, ordinary_ytd: 1, sensitive_ytd: 0 }
    const blocked = {
      jurisdiction: 'US',
      destination: 'CN',
      category: 'human_genomic',
      us_persons_12m: 101,
      hops: [hop],
    }
    expect(decide(law, blocked, { asOf: '2026-11-23' })).toMatchObject({
      pathway: 'BULK',
      kind: 'decided',
      missing: [],
    })
    expect(decide(law, { ...blocked, us_persons_12m: 100 }, { asOf: '2026-11-23' })).toMatchObject({
      pathway: 'NEEDS_INFO',
      missing: ['hops.1.ciio'],
    })
  })

  it.each([
    ['a hop without its jurisdiction', [{ ...free }], 'FEIYU_FACT_HOP'],
    ['a hop that starts elsewhere', [{ jurisdiction: 'SG' }], 'FEIYU_FACT_CONTRADICTION'],
    ['hops inside a hop', [{ jurisdiction: 'CN', hops: [{ jurisdiction: 'SG' }] }], 'FEIYU_FACT_WRONG_TYPE'],
    ['a hop under a law that is not loaded', [{ jurisdiction: 'CN', question: 'eligibilty' }], 'FEIYU_FACT_WRONG_TYPE'],
  ])('refuses %s', (_, hops, code) => {
    expect(() => decide(law, { jurisdiction: 'EU', destination: 'CN', hops }, { asOf: '2026-11-23' })).toThrow(
      expect.objectContaining({ code }),
    )
  })
})

describe('days that cannot be', () => {
  it.each([
    ['a result of tomorrow', { question: 'validity', mechanism: 'SECURITY_ASSESSMENT', result_date: '2026-11-24' }],
    [
      'a report finished after it was filed',
      { question: 'freshness', mechanism: 'SCC', pipia_finished: '2026-11-21', submitted: '2026-11-20' },
    ],
  ])('refuses %s', (_, facts) => {
    expect(() => decide(law, facts, { asOf: '2026-11-23' })).toThrow(
      expect.objectContaining({ code: 'FEIYU_FACT_CONTRADICTION', message: expect.stringMatching(/later than/) }),
    )
  })
})

interface CitedArticle {
  readonly instrument: string
  readonly article?: string
  readonly decides?: boolean
}

interface Vector {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly as_of: string
  readonly facts: unknown
  readonly confidence: string
  readonly cite: readonly CitedArticle[]
  readonly expected: Readonly<Record<string, unknown>> & {
    readonly must_cite?: readonly CitedArticle[]
    readonly must_not_cite?: readonly CitedArticle[]
  }
}

const vectorFile = new URL('../../../../shared/law/vectors.json', import.meta.url)

describe.skipIf(!existsSync(vectorFile))('vectors beside the repository (skipped where the folder is absent)', () => {
  const vectors: readonly Vector[] = existsSync(vectorFile) ? JSON.parse(readFileSync(vectorFile, 'utf8')).vectors : []

  it.each(vectors.map((vector) => [vector.id, vector.title, vector] as const))('%s %s', (_, __, vector) => {
    const answer = decide(law, vector.facts, { asOf: vector.as_of })
    const cites = ({ instrument, article }: CitedArticle) =>
      answer.citations.some(
        (one) =>
          one.instrument === instrument &&
          (article === undefined || one.article === article || one.article?.startsWith(`${article}(`)),
      )
    const { must_cite: mustCite, must_not_cite: mustNotCite, ...expected } = vector.expected
    for (const [key, value] of Object.entries(expected)) {
      const got = answer[key as keyof typeof answer]
      if (key === 'missing' || key === 'possible')
        expect(new Set(got as string[]), key).toEqual(new Set(value as string[]))
      else if (key === 'reviewFlags') expect(answer.reviewFlags).toEqual(expect.arrayContaining(value as string[]))
      else if (key === 'duties')
        expect(answer.duties.map((duty) => duty.id)).toEqual(expect.arrayContaining(value as string[]))
      else expect(got, key).toEqual(value)
    }
    for (const article of vector.cite.filter((one) => one.decides))
      expect(cites(article), article.instrument).toBe(true)
    for (const article of mustCite ?? []) expect(cites(article), article.instrument).toBe(true)
    for (const article of mustNotCite ?? []) expect(cites(article), article.instrument).toBe(false)
    if (vector.confidence === 'low') expect(answer.reviewFlags).not.toEqual([])
  })
})
