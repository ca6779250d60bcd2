import { parseCivilDate } from '@feiyu/core'
import { expect, test } from 'vitest'
import { FactSheet, type Source } from './fact-sheet.ts'

const on = parseCivilDate('2026-11-23')
const author = (from: Source) => ({ from, by: from, on, proof: null })

test('a later source goes before an earlier one, and what gave way is remembered', () => {
  const sheet = new FactSheet()
  sheet.state('ciio', false, author('statement'))
  sheet.state('ciio', true, author('flag'))
  expect(sheet.get('ciio')).toMatchObject({ value: true, from: 'flag', instead: { from: 'statement', value: false } })
})

test('a source that only repeats the scan leaves the fact to the scan', () => {
  const sheet = new FactSheet()
  sheet.state('pi', true, author('scan'))
  sheet.state('pi', true, author('facts'))
  expect(sheet.get('pi')).toMatchObject({ from: 'scan', instead: null })
})

test('one source that states a fact twice is refused', () => {
  const sheet = new FactSheet()
  sheet.state('ciio', false, author('flag'))
  expect(() => sheet.state('ciio', true, author('flag'))).toThrow(
    expect.objectContaining({ code: 'FEIYU_STATEMENT_TWICE' }),
  )
})

test('a copy goes its own way', () => {
  const sheet = new FactSheet()
  sheet.state('pi', true, author('scan'))
  const copy = sheet.copy()
  copy.state('ciio', false, author('answer'))
  expect(sheet.values()).toEqual({ pi: true })
  expect(copy.values()).toEqual({ pi: true, ciio: false })
})
