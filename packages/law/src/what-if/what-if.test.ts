import { beforeAll, describe, expect, it } from 'vitest'
import type { Flip } from '../answer.ts'
import { createLaw, decide, type Law, loadPack } from '../index.ts'
import { allPackFolders } from '../testing/pack-folder.ts'
import { randomCase, seededRandom } from '../testing/random-facts.ts'

const asOf = '2026-11-23'
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }
const folders = allPackFolders()
let law: Law
beforeAll(async () => {
  law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
})

const flipsOf = (facts: unknown) => decide(law, facts, { asOf, explain: true }).flips

describe('what would change an answer', () => {
  it('is true: both ends of every change, stated anew, lead where it says', () => {
    const random = seededRandom(11)
    let verified = 0
    for (let round = 0; round < 400; round++) {
      const { facts, asOf: day } = randomCase(law, random)
      const answer = decide(law, facts, { asOf: day, explain: true })
      for (const flip of answer.flips) {
        for (const changed of statedAnew(facts, flip)) {
          expect(decide(law, changed, { asOf: day }).pathway, JSON.stringify({ facts, day, flip })).toBe(flip.to)
          verified++
        }
      }
    }
    expect(verified).toBeGreaterThan(400)
  })

  it('withdraws what would contradict it, so that it can be written into the facts as it stands', () => {
    const facts = { ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0, id_number_persons: 7, destination: 'DE' }
    expect(flipsOf(facts)).toContainEqual(
      expect.objectContaining({
        change: { pi: { eq: false }, ordinary_ytd: { eq: null }, id_number_persons: { eq: null } },
        to: 'EXEMPT_ART3',
        lever: true,
      }),
    )
    const flows = [{ purpose: 'a', ordinary: 200_000, sensitive: 0 }]
    expect(flipsOf({ ...plain, flows })).toContainEqual(
      expect.objectContaining({ change: { pi: { eq: false }, flows: { eq: null } }, to: 'EXEMPT_ART3' }),
    )
    const hop = { jurisdiction: 'CN', ...plain, ordinary_ytd: 2_000_000, sensitive_ytd: 0 }
    expect(
      flipsOf({ jurisdiction: 'SG', destination: 'CN', recipient_certification: 'Global_CBPR', hops: [hop] }),
    ).toContainEqual(
      expect.objectContaining({ change: { 'hops.1.pi': { eq: false }, 'hops.1.ordinary_ytd': { eq: null } } }),
    )
  })

  it('never offers what only an official list can say', () => {
    const zone = { region: 'Shanghai', list_sector_covered: true, on_list: true, list_tier: 'SECURITY_ASSESSMENT' }
    const flips = flipsOf({ ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0, ...zone })
    expect(flips.filter(({ lever }) => lever)).not.toEqual([])
    expect(flips.flatMap(({ change }) => Object.keys(change)).filter((name) => /list/.test(name))).toEqual([])
  })

  it('offers only levers that lead to less, and never a number of persons', () => {
    const random = seededRandom(12)
    for (let round = 0; round < 400; round++) {
      const { facts, asOf: day } = randomCase(law, random)
      for (const { change, lever, lighter } of decide(law, facts, { asOf: day, explain: true }).flips) {
        const counts = Object.keys(change).filter(
          (name) => law.facts.get(name)?.kind === 'count' && change[name]?.eq !== null,
        )
        if (lever) expect({ counts, lighter }).toEqual({ counts: [], lighter: true })
        else expect(counts).toEqual(Object.keys(change))
      }
    }
  })

  it('is smallest: no change of a set can be left out', () => {
    const facts = { jurisdiction: 'EU', destination: 'DE', hops: null }
    for (const destination of ['CN', 'US', 'IN', 'SG']) {
      const given = { ...facts, destination }
      const before = decide(law, given, { asOf })
      for (const flip of flipsOf(given)) {
        const names = Object.keys(flip.change).filter((name) => flip.change[name]?.eq !== null)
        for (const left of names.length < 2 ? [] : names) {
          const change = Object.fromEntries(Object.entries(flip.change).filter(([name]) => name !== left))
          for (const changed of statedAnew(given, { ...flip, change })) {
            const { pathway } = decide(law, changed, { asOf })
            expect(law.strictness.indexOf(pathway)).toBeLessThanOrEqual(law.strictness.indexOf(before.pathway))
          }
        }
      }
    }
  })

  it('finds what takes two choices at once, and choices of a later leg', () => {
    expect(flipsOf({ jurisdiction: 'EU', destination: 'CN' })).toContainEqual(
      expect.objectContaining({
        change: { destination: { eq: 'US' }, recipient_certification: { eq: 'EU_US_DPF' } },
        to: 'GDPR_ADEQUACY',
        lever: true,
      }),
    )
    const twoLegs = { ...plain, ordinary_ytd: 200, sensitive_ytd: 0, destination: 'DE' }
    expect(flipsOf({ ...twoLegs, hops: [{ jurisdiction: 'EU', destination: 'US' }] })).toContainEqual(
      expect.objectContaining({
        change: { 'hops.1.recipient_certification': { eq: 'EU_US_DPF' } },
        to: 'EXEMPT_ART5_SMALL',
        lever: true,
      }),
    )
  })

  it('shows a line of the counts as one interval: fewer than the number of the law', () => {
    const lines = flipsOf({ ...plain, ordinary_ytd: 1_500_000, sensitive_ytd: 0 }).filter((flip) => !flip.lever)
    expect(lines.map(({ change, to }) => [change, to])).toEqual([
      [{ ordinary_ytd: { lt: 100_000 } }, 'EXEMPT_ART5_SMALL'],
      [{ ordinary_ytd: { ge: 100_000, lt: 1_000_000 } }, 'SCC_OR_CERT'],
    ])
  })

  it('never takes a count for a lever, even where a pack says so', async () => {
    const changed = folders.map((files) => {
      const facts = files['facts.yaml']?.replace('  ordinary_ytd:\n', '  ordinary_ytd:\n    lever: true\n')
      return facts === undefined ? files : { ...files, 'facts.yaml': facts }
    })
    const other = createLaw(await Promise.all(changed.map((files) => loadPack(files))))
    expect(other.facts.get('ordinary_ytd')?.lever).toBe(true)
    const { flips } = decide(other, { ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0 }, { asOf, explain: true })
    expect(flips.find(({ change }) => 'ordinary_ytd' in change && !('pi' in change))).toMatchObject({ lever: false })
  })

  it('says nothing of an answer that is not decided', () => {
    expect(flipsOf({ ...plain, ciio: null, ordinary_ytd: 1, sensitive_ytd: 0 })).toEqual([])
  })
})

/** The facts as somebody would state them after the change, with the first and the last value that it allows. */
function statedAnew(facts: Readonly<Record<string, unknown>>, flip: Flip): readonly Record<string, unknown>[] {
  return (['first', 'last'] as const).map((end) => {
    const changed = structuredClone(facts) as Record<string, unknown>
    for (const [key, test] of Object.entries(flip.change)) {
      const [, leg, fact] = /^hops\.(\d+)\.(.+)$/.exec(key) ?? []
      const at = leg === undefined ? changed : (changed.hops as Record<string, unknown>[])[Number(leg) - 1]!
      at[fact ?? key] = valueIn(test, end)
    }
    return changed
  })
}

function valueIn(test: Flip['change'][string], end: 'first' | 'last'): unknown {
  if (test.eq === null) return null
  if (Array.isArray(test.in)) return test.in.at(end === 'first' ? 0 : -1)
  if (test.eq !== undefined) return test.eq
  if (end === 'first') return test.ge ?? 0
  return test.lt === undefined ? Number(test.ge) * 3 : Number(test.lt) - 1
}
