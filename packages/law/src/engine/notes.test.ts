import { describe, expect, it } from 'vitest'
import { createLaw, decide, loadPack } from '../index.ts'
import { allPackFolders } from '../testing/pack-folder.ts'

const law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
const asOf = '2026-11-23'
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: false }

describe('the note of a rule', () => {
  it('is part of the answer that the rule gives, in both languages', () => {
    const { pathway, notes } = decide(law, { ...plain, core_data: true }, { asOf })
    expect(pathway).toBe('PROHIBITED')
    expect(notes).toEqual([
      {
        rule: 'core-data',
        zh: expect.stringContaining('没有全国性条文'),
        en: expect.stringContaining('no national article'),
      },
    ])
  })

  it('is not there where another rule decides', () => {
    expect(decide(law, plain, { asOf }).notes).toEqual([])
  })

  it('stands with an answer that is still open, and with every leg of a flow', () => {
    const open = decide(law, { ...plain, core_data: null }, { asOf })
    expect(open.kind).toBe('undetermined')
    expect(open.notes.map((note) => note.rule)).toEqual(['core-data'])
    const flow = { jurisdiction: 'EU', destination: 'CN', hops: [{ jurisdiction: 'CN', ...plain, core_data: true }] }
    expect(decide(law, flow, { asOf }).notes.map((note) => note.rule)).toEqual(['core-data'])
  })

  it('of the sixty working days is shown before the window and in it', () => {
    const asked = {
      question: 'extension',
      mechanism: 'SECURITY_ASSESSMENT',
      unchanged: true,
      growth_pct: 0,
      incidents: 0,
    }
    for (const day of ['2027-01-15', '2027-05-10']) {
      const answer = decide(law, { ...asked, result_date: '2024-06-20' }, { asOf: day })
      expect(answer.notes.map((note) => note.zh).join()).toContain('前60个工作日内')
    }
  })
})
