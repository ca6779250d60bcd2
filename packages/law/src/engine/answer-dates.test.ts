import { describe, expect, it } from 'vitest'
import { createLaw, decide, loadPack } from '../index.ts'
import { allPackFolders } from '../testing/pack-folder.ts'

const law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
const result = { mechanism: 'SECURITY_ASSESSMENT', result_date: '2024-06-20' }

describe('days beside an answer', () => {
  it('are the last day of validity and nothing else where a result is valid', () => {
    const answer = decide(law, { question: 'validity', ...result }, { asOf: '2026-11-23' })
    expect(answer).toMatchObject({ pathway: 'VALID', valid_until: '2027-06-20', reviewFlags: [] })
    expect(answer).not.toHaveProperty('deadline')
    expect(answer).not.toHaveProperty('extension_from')
  })

  it('are not named once a result has ended', () => {
    const answer = decide(law, { question: 'validity', ...result }, { asOf: '2027-06-21' })
    expect(answer.pathway).toBe('EXPIRED_STOP')
    expect(answer).not.toHaveProperty('valid_until')
  })

  it('are provisional where they run over a year without its notice, and only where they matter', () => {
    const flagsOn = (asOf: string, facts: object = {}) =>
      decide(
        law,
        { question: 'extension', ...result, unchanged: true, growth_pct: 0, incidents: 0, ...facts },
        { asOf },
      ).reviewFlags
    expect(flagsOn('2027-01-15')).toEqual(['PROVISIONAL_DATE'])
    expect(flagsOn('2027-05-10')).toEqual(['PROVISIONAL_DATE'])
    // It has ended for certain, whenever its window opened.
    expect(flagsOn('2027-06-21')).toEqual([])
    // The window of a result that was not extended twice lies in years whose notices are held.
    expect(flagsOn('2025-06-01', { result_date: '2023-02-01' })).toEqual(['OLD_RESULT_TERM'])
  })

  it('believe an extension from the day on which one could be asked for', () => {
    const extended = { question: 'validity', ...result, result_extended: true }
    expect(decide(law, extended, { asOf: '2027-02-19' }).reviewFlags).toEqual(['EXTENSION_TOO_EARLY'])
    expect(decide(law, extended, { asOf: '2027-02-20' }).reviewFlags).toEqual([])
  })
})
