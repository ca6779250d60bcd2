import { describe, expect, it } from 'vitest'
import { createLaw, decide, loadPack } from '../index.ts'
import { allPackFolders, packFolder } from '../testing/pack-folder.ts'
import { articleName, needsName } from './article-name.ts'

describe('how an article is cited', () => {
  it.each([
    ['9', null, '第9条', 'art. 9'],
    ['5(1)(4)', null, '第5条第1款第4项', 'art. 5(1)(4)'],
    ['6(2)', 'paragraph', '第6条第2款', 'art. 6(2)'],
    ['35(6)', 'item', '第35条第6项', 'art. 35(6)'],
    ['35(6)', null, '第35条（6）', 'art. 35(6)'],
    ['annex 5', null, 'annex 5', 'annex 5'],
  ] as const)('%s with bracket %s is %s', (id, bracket, zh, en) => {
    expect(articleName(id, bracket)).toEqual({ zh, en })
  })

  it('is open where a number has one bracket, or where there is no number', () => {
    expect(['35(6)', 'annex 5', '202.205', 'scope'].map(needsName)).toEqual([true, true, true, true])
    expect(['9', '5(1)(4)'].map(needsName)).toEqual([false, false])
  })

  it('is said by the packs: every entry has a name, and statutory duty is item 6 of article 35', async () => {
    const law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
    const articles = law.packs.flatMap((pack) =>
      [...pack.instruments.values()].flatMap((one) => [...one.articles.values()]),
    )
    expect(articles.filter((article) => article.unnamed)).toEqual([])
    const stated = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }
    const facts = { ...stated, ordinary_ytd: 1, sensitive_ytd: 0, exemption: 'statutory_duty', exemption_proven: true }
    const { citations } = decide(law, facts, { asOf: '2026-11-23' })
    expect(citations).toContainEqual(
      expect.objectContaining({ article: '35(6)', called: { zh: '第35条第6项', en: 'art. 35(6)' } }),
    )
  })

  it('is refused where `bracket` stands on what has not one', async () => {
    const path = 'sources/cn-ndsr-2025.yaml'
    const files = packFolder('cn')
    const changed = (files[path] ?? '').replace("'38':\n", "'38':\n    bracket: item\n")
    await expect(loadPack({ ...files, [path]: changed })).rejects.toMatchObject({ code: 'FEIYU_PACK_BAD_ARTICLE' })
  })

  it('of which only the month is known keeps the month beside the first certain day', async () => {
    const pack = await loadPack(packFolder('cn'))
    expect(pack.instruments.get('cn-cert-announcement-2022')).toMatchObject({
      from: '2022-12-01',
      fromMonth: '2022-11',
    })
    expect(pack.instruments.get('cn-csl-2025')).toMatchObject({ from: '2026-01-01', fromMonth: null })
  })
})
