import { weekday } from '@feiyu/core'
import { describe, expect, it } from 'vitest'
import { createLaw, decide, loadPack } from '../index.ts'
import { allPackFolders } from '../testing/pack-folder.ts'

const law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
const calendar = law.home.calendar!.calendar

describe('working days in the mainland', () => {
  it('are held for every year from the first law on, so that no past date is provisional', () => {
    const years = [...calendar.years.keys()].sort()
    const first = Number(law.from.slice(0, 4))
    expect(years).toEqual(years.map((_, index) => String(first + index)))
    for (const submitted of ['2022-09-05', '2022-12-30', '2023-12-29', '2024-12-31', '2025-12-31']) {
      const facts = { question: 'deadline', mechanism: 'SECURITY_ASSESSMENT', submitted }
      expect(decide(law, facts, { asOf: submitted }).reviewFlags).toEqual([])
    }
  })

  it('name as worked only weekend days, and the days off of each notice', () => {
    for (const { work, off } of calendar.years.values()) {
      for (const day of work) expect([0, 6]).toContain(weekday(day))
      expect([...work].filter((day) => off.has(day))).toEqual([])
      expect(off.size).toBeGreaterThan(20)
    }
  })
})
