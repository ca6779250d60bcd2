import { describe, expect, it } from 'vitest'
import { createLaw, decide, loadPack } from './index.ts'
import { allPackFolders } from './testing/pack-folder.ts'

// Cases of the packs say what is in an answer; here is what must not be.
const law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }
const ids = (facts: object, asOf: string) => decide(law, facts, { asOf }).duties.map(({ id }) => id)
const flags = (facts: object, asOf: string) => decide(law, facts, { asOf }).reviewFlags

describe('what the packs leave out of an answer', () => {
  const small = { ...plain, ordinary_ytd: 10, sensitive_ytd: 0 }

  it('duties of the regulations before their first day, and those of important data without any', () => {
    expect(ids(small, '2024-12-31')).not.toContain('recipient_contract')
    expect(ids(small, '2025-01-01')).toContain('recipient_contract')
    expect(ids(small, '2026-11-23').filter((id) => id.startsWith('important_data'))).toEqual([])
    expect(ids({ ...small, important_data: true }, '2024-12-31')).not.toContain('important_data_assessment')
  })

  it('a duty stands once, whatever rows ask for it', () => {
    const duties = ids({ ...small, important_data: true }, '2026-11-23')
    expect(duties).toEqual([...new Set(duties)])
  })

  it('the flag of the Greater Bay Area pilot once all sectors may use the contract', () => {
    const gba = {
      exporter_city: 'Shenzhen',
      destination: 'HK',
      recipient_registered_gba: true,
      onward_outside_gba: false,
    }
    const facts = { ...plain, ordinary_ytd: 150_000, sensitive_ytd: 0, ...gba }
    expect(flags(facts, '2024-10-31')).toEqual(['GBA_PILOT_SECTORS'])
    expect(flags(facts, '2024-11-01')).toEqual([])
  })
})
