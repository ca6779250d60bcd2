import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  addYears,
  type CivilDate,
  canonicalJson,
  daysBetween,
  digestOf,
  isCivilDate,
  isWorkingDay,
  nearest,
  parseCivilDate,
  shanghaiDate,
  startOfYear,
  weekday,
} from './index.ts'

describe('civil dates', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01'])('%s exists', (text) => {
    expect(isCivilDate(text)).toBe(true)
  })

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '26-01-01',
    '',
    ' 2026-01-01',
  ])('`%s` does not', (text) => {
    expect(() => parseCivilDate(text)).toThrow(expect.objectContaining({ code: 'FEIYU_DATE_INVALID' }))
  })

  it('adds days like the calendar', () => {
    expect(addDays(parseCivilDate('2024-02-28'), 2)).toBe('2024-03-01')
    expect(addDays(parseCivilDate('2026-01-01'), -1)).toBe('2025-12-31')
  })

  it('keeps to the end of a shorter month', () => {
    expect(addMonths(parseCivilDate('2026-08-31'), 6)).toBe('2027-02-28')
    expect(addYears(parseCivilDate('2024-02-29'), 3)).toBe('2027-02-28')
    expect(addMonths(parseCivilDate('2026-01-31'), -2)).toBe('2025-11-30')
  })

  it('counts every day of four centuries as the platform does', () => {
    let day = parseCivilDate('1899-12-31')
    for (let ms = Date.parse('1900-01-01T00:00:00Z'); ms < Date.parse('2300-01-01T00:00:00Z'); ms += 86_400_000) {
      day = addDays(day, 1)
      const there = new Date(ms)
      if (day !== there.toISOString().slice(0, 10) || weekday(day) !== there.getUTCDay()) expect.fail(day)
    }
    expect(day).toBe('2299-12-31')
    expect(daysBetween(parseCivilDate('1900-01-01'), day)).toBe(146_096)
    expect(daysBetween(day, parseCivilDate('1900-01-01'))).toBe(-146_096)
  })

  it('turns the year in Shanghai, not in London', () => {
    expect(shanghaiDate(Date.parse('2026-12-31T15:59:59.999Z'))).toBe('2026-12-31')
    expect(shanghaiDate(Date.parse('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
    expect(startOfYear(parseCivilDate('2026-11-23'), -1)).toBe('2025-01-01')
    expect(weekday(parseCivilDate('2026-11-23'))).toBe(1)
  })
})

describe('working days', () => {
  const day = (text: string) => parseCivilDate(text)
  const off = new Set<CivilDate>(
    ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23'].map(day),
  )
  const calendar = {
    years: new Map([['2026', { off, work: new Set<CivilDate>([day('2026-02-14'), day('2026-02-28')]) }]]),
  }

  it('leaves out the day of the event, weekends and days off, and counts weekend days of work', () => {
    expect(addWorkingDays(calendar, day('2026-02-12'), 7)).toEqual({ date: '2026-02-28', provisional: false })
    expect(addWorkingDays(calendar, day('2026-03-02'), 5)).toEqual({ date: '2026-03-09', provisional: false })
    expect(isWorkingDay(calendar, day('2026-02-14'))).toBe(true)
    expect(isWorkingDay(calendar, day('2026-02-15'))).toBe(false)
  })

  it('counts back the same way', () => {
    expect(addWorkingDays(calendar, day('2026-02-28'), -7).date).toBe('2026-02-12')
  })

  it('says when it ran over a year without a notice', () => {
    expect(addWorkingDays(calendar, day('2026-12-30'), 1)).toEqual({ date: '2026-12-31', provisional: false })
    expect(addWorkingDays(calendar, day('2026-12-30'), 2)).toEqual({ date: '2027-01-01', provisional: true })
  })
})

describe('canonical JSON', () => {
  it('sorts members by code unit and writes numbers as RFC 8785 asks', () => {
    expect(canonicalJson({ '\u20ac': 1, '\r': 2, a: [1e21, 0.000001, -0, true, null], b: undefined })).toBe(
      '{"\\r":2,"a":[1e+21,0.000001,0,true,null],"€":1}',
    )
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', () => 1])('refuses what JSON cannot hold', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError)
  })

  it('reads back as the same value, in whatever order members were added', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (value) => {
        fc.pre(Object.keys(value).every((key) => key.isWellFormed() && key !== '__proto__'))
        const text = canonicalJson(value)
        expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
      }),
      { numRuns: 200 },
    )
  })
})

it('digests as FIPS 180-4 does', async () => {
  expect(await digestOf('abc')).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

it('finds the nearest name, and none when nothing is near', () => {
  expect(nearest('untill', ['until', 'from'])).toBe('until')
  expect(nearest('sensitve_ytd', ['ordinary_ytd', 'sensitive_ytd'])).toBe('sensitive_ytd')
  expect(nearest('zzz', ['until', 'from'])).toBeUndefined()
})

it('runs on the Node that the project brings', () => {
  expect(process.version).toMatch(/^v24\./)
})
