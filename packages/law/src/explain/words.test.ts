import { beforeAll, expect, test } from 'vitest'
import { conditionWords, namesOf } from '../diff/names.ts'
import { loadPack } from '../pack/load-pack.ts'
import type { Pack } from '../pack/pack.ts'
import { allPackFolders } from '../testing/pack-folder.ts'
import { labelOf } from './words.ts'

let packs: readonly Pack[]
beforeAll(async () => {
  packs = await Promise.all(allPackFolders().map((files) => loadPack(files)))
})

test('every condition of every pack is in words: no name of a fact, of a tally or of an outcome', () => {
  const names = namesOf(packs)
  const raw = packs.flatMap((pack) =>
    [...pack.rules, ...pack.dutyRules, ...pack.flagRules].flatMap((row) =>
      row.when.flatMap((cell) => {
        const { zh, en } = conditionWords(names, cell, row)
        const isRaw = /[a-z]+_[a-z_]+|[A-Z]+_[A-Z_]+|pathway|\$/.test(`${zh} ${en}`) || zh === en
        return isRaw ? [`${row.id}: ${zh} / ${en}`] : []
      }),
    ),
  )
  expect([...new Set(raw)]).toEqual([])
})

test('a tally is called by the fact that states it, of old law as well, and has words where no pack states it', () => {
  const names = namesOf(packs)
  expect(labelOf(names, 'all_count')).toEqual(labelOf(names, 'exported_since_prev_jan1'))
  expect(labelOf(names, 'ordinary_count')).toEqual(labelOf(names, 'ordinary_ytd'))
  for (const name of ['ordinary_count', 'all_count', 'sensitive_count'])
    expect(labelOf(namesOf([]), name).zh).toMatch(/个人信息的人数$/)
})
