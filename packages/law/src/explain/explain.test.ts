import { beforeAll, describe, expect, it } from 'vitest'
import { createLaw, decide, type Explanation, explain, type Law, loadPack } from '../index.ts'
import { allPackFolders } from '../testing/pack-folder.ts'
import { randomCase, seededRandom } from '../testing/random-facts.ts'

const asOf = '2026-11-23'
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }
let law: Law
beforeAll(async () => {
  law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
})

const why = (facts: unknown, day = asOf) => explain(law, facts, { asOf: day })
const instead = (explanation: Explanation, pathway: string) =>
  explanation.instead.find((other) => other.pathway === pathway)

describe('why an answer stands', () => {
  it('names every outcome of the question once: the answer as reason, all others as not taken or open', () => {
    const random = seededRandom(21)
    let explained = 0
    for (const decision of [...law.decisions.values()].flatMap((byQuestion) => [...byQuestion.values()])) {
      for (let round = 0; round < (decision === law.home ? 300 : 30); round++) {
        const { facts, asOf: day } = randomCase(law, random, decision)
        const answer = decide(law, facts, { asOf: day })
        const { because, instead: others, parts } = why(facts, day)
        if (Object.keys(parts).length > 0) continue
        const codes = others.map((other) => other.pathway)
        expect(new Set(codes).size).toBe(codes.length)
        if (answer.kind === 'decided') {
          expect(new Set(because.map((reason) => reason.pathway)), JSON.stringify({ facts, day })).toEqual(
            new Set([answer.pathway]),
          )
          expect(codes).not.toContain(answer.pathway)
          expect(others.filter((other) => other.why === 'open')).toEqual([])
        } else
          expect(others.filter((other) => other.why === 'open').map((other) => other.pathway)).toEqual(answer.possible)
        explained++
      }
    }
    expect(explained).toBeGreaterThan(400)
  })

  it('takes the rule that comes nearest: none of the outcome has fewer failing conditions, and only one that holds is overridden', () => {
    const random = seededRandom(22)
    const seen = { fails: 0, overridden: 0 }
    for (let round = 0; round < 300; round++) {
      const { facts, asOf: day } = randomCase(law, random)
      const { trace, kind } = decide(law, facts, { asOf: day, trace: true })
      if (kind !== 'decided') continue
      for (const other of why(facts, day).instead) {
        if (other.why !== 'fails' && other.why !== 'overridden') continue
        const rules = trace.filter((rule) => rule.answer === other.pathway)
        const failing = rules.map((rule) => rule.cells.filter((cell) => cell.holds === false).length)
        const own = other.conditions.filter((condition) => condition.holds === false).length
        expect(own, JSON.stringify({ facts, day, other })).toBe(Math.min(...failing))
        expect(other.why === 'overridden').toBe(own === 0)
        if (own === 0) expect(other.overriddenBy).not.toBeNull()
        seen[other.why]++
      }
    }
    expect(seen.fails).toBeGreaterThan(1_000)
    expect(seen.overridden).toBeGreaterThan(20)
  })

  it('speaks in the words of facts and tests, in both languages, and never in those of one rule', () => {
    const { because, instead: others } = why({ ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0 })
    expect(because[0]).toMatchObject({
      rule: 'art-8-ordinary',
      zh: '“标准合同备案或者个人信息保护认证（自由选择）”，因为：是否含个人信息：“是”；是否关键信息基础设施运营者：“否”；当年累计一般个人信息人数：200,000（100,000 以上（含）且不满 1,000,000）；当年累计敏感个人信息人数：0（不满 10,000）',
    })
    expect(others.find(({ pathway }) => pathway === 'EXEMPT_ART5_SMALL')).toMatchObject({
      why: 'fails',
      rule: 'art-5-small',
      en: 'not “exempt: fewer than 100,000 persons this year, nothing sensitive”: persons this year, ordinary PI: would have to be fewer than 100,000, is 200,000',
    })
    for (const { zh, en, rule } of [...because, ...others]) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).not.toMatch(/\p{Script=Han}/u)
      for (const text of [zh, en]) {
        expect(text).not.toMatch(/undefined|\[object|\$/)
        if (rule?.includes('-')) expect(text).not.toContain(rule)
      }
    }
  })

  it('calls a known word by what its pack calls it', () => {
    const art4 = instead(why({ ...plain, ordinary_ytd: 200_000, sensitive_ytd: 0 }), 'EXEMPT_ART4')
    expect(art4?.zh).toContain('数据来源：须为“境外”、“境内和境外”之一，现为“境内”')
    expect(art4?.en).toContain('would have to be one of abroad, both, is in China')
    const result = { question: 'validity', mechanism: 'SECURITY_ASSESSMENT', result_date: '2024-06-01' }
    const [reason] = why({ ...result, beyond_scope: false }).because
    expect(reason?.zh).toContain('自“评估结果出具日”起所处阶段：“尚在有效期内”')
  })

  it('says which rule goes before where all conditions hold, and which would go before anyway', () => {
    const explanation = why({ ...plain, core_data: true, ordinary_ytd: 1, sensitive_ytd: 0 })
    expect(instead(explanation, 'EXEMPT_ART5_SMALL')).toMatchObject({ why: 'overridden', overriddenBy: 'core-data' })
    expect(instead(explanation, 'SCC_OR_CERT')).toMatchObject({ why: 'fails', overriddenBy: 'core-data' })
    expect(instead(explanation, 'SCC_OR_CERT')?.en).toContain('even then, the rule of “must not leave” goes before')
  })

  it('says from when or until when an outcome is law', () => {
    const explanation = why({ ...plain, ordinary_ytd: 1, sensitive_ytd: 0 }, '2023-07-01')
    expect(instead(explanation, 'EXEMPT_ART5_SMALL')).toMatchObject({ why: 'not-in-force' })
    expect(instead(explanation, 'EXEMPT_ART5_SMALL')?.zh).toContain('自 2024-03-22 起')
    expect(instead(explanation, 'CERT_ONLY')?.en).toContain('in force through 2023-05-31')
    // Another rule may stand in the place of the one that ended: it is not said that nothing does.
    expect(instead(explanation, 'CERT_ONLY')?.zh).toMatch(
      /2023-07-01 适用的规定中没有这一结论（.*至 2023-05-31，含当日）/,
    )
  })

  it('names what is open where facts are missing', () => {
    const explanation = why({ ...plain, ordinary_ytd: 200_000 })
    expect(explanation.because).toEqual([])
    expect(instead(explanation, 'SECURITY_ASSESSMENT')).toMatchObject({
      why: 'open',
      conditions: [{ fact: 'sensitive_count', holds: 'unknown' }],
    })
  })

  it('explains flows, legal persons, the parts of a mix and legs each by itself, with the persons that they are judged by', () => {
    const flows = [
      { purpose: 'a', ordinary: 60_000, sensitive: 0 },
      { purpose: 'b', ordinary: 60_000, sensitive: 0 },
      { purpose: 'c', ordinary: 60_000, sensitive: 0, exemption: 'hr', exemption_proven: true },
    ]
    const byFlow = why({ ...plain, flows }).parts
    expect(Object.keys(byFlow)).toEqual(['a', 'b', 'c'])
    expect(byFlow.a?.because[0]?.conditions).toContainEqual(
      expect.objectContaining({ fact: 'ordinary_count', value: 120_000 }),
    )
    expect(byFlow.c?.because[0]?.pathway).toBe('EXEMPT_ART5_HR')
    const entities = [
      { id: 'x', ordinary: 5, sensitive: 0 },
      { id: 'y', ordinary: 1_000_000, sensitive: 0 },
    ]
    expect(why({ ...plain, entities }).parts.y?.because[0]?.pathway).toBe('SECURITY_ASSESSMENT')
    const mix = {
      ...plain,
      origin: 'mixed',
      lineage_proven: true,
      domestic_pi_introduced: true,
      domestic_important_introduced: false,
      severable: true,
      domestic_ordinary_ytd: 200_000,
      domestic_sensitive_ytd: 0,
    }
    const severed = why(mix)
    expect(severed.because[0]).toMatchObject({ rule: 'art-4-severable', pathway: null })
    expect(severed.parts.domestic_part?.because[0]?.pathway).toBe('SCC_OR_CERT')
    const legs = why({ ...plain, ordinary_ytd: 1, sensitive_ytd: 0, hops: [{ jurisdiction: 'EU', destination: 'US' }] })
    expect(legs.parts['hops.1']?.because[0]?.pathway).toBe('GDPR_ART46_SAFEGUARD')
  })
})
