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

  it('believe an extension from the day on which one could be asked for', () => {
    const extended = { question: 'validity', ...result, result_extended: true }
    expect(decide(law, extended, { asOf: '2027-02-19' }).reviewFlags).toEqual(['EXTENSION_TOO_EARLY'])
    expect(decide(law, extended, { asOf: '2027-02-20' }).reviewFlags).toEqual([])
  })
})
