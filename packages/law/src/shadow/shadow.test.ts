import { beforeAll, expect, it } from 'vitest'
import { createLaw, type Law, loadPack } from '../index.ts'
import { createComparison, ShadowTotals } from '../packs.ts'
import { changedLaw } from '../testing/changed-law.ts'
import { allPackFolders } from '../testing/pack-folder.ts'

const plain = { ciio: false, important_data: false, core_data: false, state_secret: false, pi: true }
const folders = allPackFolders()
let law: Law
beforeAll(async () => {
  law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
})

function shadow(candidate: Law, facts: readonly Readonly<Record<string, unknown>>[]) {
  const compare = createComparison({ law, asOf: null }, { law: candidate, asOf: null })
  const totals = new ShadowTotals(law, candidate)
  // A date of the calendar.
  const asOf = '2026-11-23' as Parameters<typeof compare>[0]['asOf']
  for (const [index, one] of facts.entries()) totals.add(`${index}`, compare({ id: null, facts: one, asOf }))
  return totals.report()
}

const counts = [40_000, 60_000, 200_000].map((ordinary_ytd) => ({ ...plain, ordinary_ytd, sensitive_ytd: 0 }))

it('agrees with itself on everything', () => {
  expect(shadow(law, counts)).toEqual({
    decisions: 3,
    agreed: 3,
    samePathway: 3,
    lighter: 0,
    stricter: 0,
    undecided: 0,
    unreadable: 0,
    groups: [],
  })
})

it('says where a candidate is stricter, and where it is lighter', async () => {
  const stricter = await changedLaw(folders, 'parameters/lines.yaml', /100000/g, '50000')
  expect(shadow(stricter, counts)).toMatchObject({ agreed: 2, samePathway: 2, stricter: 1, lighter: 0 })
  const lighter = await changedLaw(folders, 'parameters/lines.yaml', /100000/g, '300000')
  expect(shadow(lighter, counts)).toMatchObject({ agreed: 2, stricter: 0, lighter: 1 })
})

it('counts other articles under the same pathway apart from agreement', async () => {
  const recited = await changedLaw(
    folders,
    'decisions/pathway.yaml',
    /(- id: art-8-ordinary\n {2}group: lines\n {2}cite:)\n(?: {4}.*\n)+/,
    "$1 'cn-flow-provisions-2024#8'\n",
  )
  expect(shadow(recited, counts)).toMatchObject({ agreed: 2, samePathway: 3, stricter: 0, lighter: 0 })
})

it('counts what only one of the two decides as undecided', async () => {
  const asking = await changedLaw(
    folders,
    'decisions/pathway.yaml',
    '- id: art-5-small\n',
    "- id: art-5-small-of-tomorrow\n  group: exemption\n  overrides: [lines]\n  cite: 'cn-flow-provisions-2024#5(1)(4)'\n  from: '2026-01-01'\n  when: { pi: true, exemption_proven: true, ordinary_count: { lt: 50000 } }\n  then: EXEMPT_ART3\n- id: art-5-small\n",
  )
  expect(shadow(asking, counts)).toMatchObject({ decisions: 3, undecided: 1, agreed: 2 })
})
