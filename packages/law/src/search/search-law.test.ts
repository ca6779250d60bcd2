import { beforeAll, expect, test } from 'vitest'
import { readCases } from '../check/read-cases.ts'
import { createLaw, type Law } from '../engine/law.ts'
import { loadPack } from '../pack/load-pack.ts'
import { allPackFolders } from '../testing/pack-folder.ts'
import type { CasesOfPack } from './items.ts'
import { searchLaw } from './search-law.ts'
import { tokensOf } from './tokens.ts'

let law: Law
let cases: readonly CasesOfPack[]
beforeAll(async () => {
  const folders = allPackFolders()
  law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
  cases = folders.map((files, index) => [law.packs[index]?.id ?? '', readCases(files)])
})

const ids = (query: string) => searchLaw(law, cases, query).map((hit) => hit.id)

test('Chinese is found by pairs of characters, words by their lower case, and one form stands for both widths', () => {
  expect(tokensOf('敏感个人信息')).toEqual(['敏感', '感个', '个人', '人信', '信息'])
  expect(tokensOf('第38条')).toEqual(['第', '条', '38'])
  expect(tokensOf('Standard Contracts, ＳＣＣ')).toEqual(['standard', 'contract', 'scc'])
})

test('sensitive personal information is found in both languages: the standard, the articles, the cases', () => {
  const zh = searchLaw(law, cases, '敏感个人信息')
  expect(zh[0]).toMatchObject({ kind: 'instrument', id: 'cn-gbt-45574-2025', from: '2025-11-01', mark: 'V2' })
  expect(zh.map((hit) => hit.id)).toContain('cn-pipl-2021#28')
  expect(new Set(zh.map((hit) => hit.kind))).toEqual(new Set(['instrument', 'article', 'list', 'case']))
  expect(ids('sensitive personal information').slice(0, 20)).toContain('cn-pipl-2021#28')
})

test('rows of lists are found by their sector and words, and a name finds its instrument first', () => {
  expect(searchLaw(law, cases, '智能网联汽车').some((hit) => hit.kind === 'list' || hit.kind === 'list-row')).toBe(true)
  expect(ids('个人信息出境标准合同办法')[0]).toBe('cn-scc-measures-2023')
  expect(ids('Data Security Law')[0]).toBe('cn-dsl-2021')
})

test('a case that is not decided says so in words, and is still found by its code', () => {
  const undecided = searchLaw(law, cases, 'NEEDS_INFO').filter((hit) => hit.kind === 'case')
  expect(undecided.length).toBeGreaterThan(0)
  const titles = new Set(cases.flatMap(([, own]) => own).map(({ expect: { pathway } }) => pathway))
  for (const hit of searchLaw(law, cases, 'security assessment NEEDS_INFO'))
    expect(hit.kind === 'case' && titles.has(hit.title.zh), hit.id).toBe(false)
})

test('what is better stands first, equals by kind and id, and what is not there is not found', () => {
  const hits = searchLaw(law, cases, '安全评估')
  expect(hits.length).toBeGreaterThan(5)
  expect(hits.every((hit, index) => index === 0 || hit.score <= (hits[index - 1]?.score ?? 0))).toBe(true)
  expect(hits.every((hit) => Number.isSafeInteger(hit.score))).toBe(true)
  expect(ids('水獭养殖')).toEqual([])
  expect(ids('。，')).toEqual([])
})
