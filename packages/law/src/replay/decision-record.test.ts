import { beforeAll, describe, expect, it } from 'vitest'
import {
  createLaw,
  createReplayer,
  type Law,
  loadPack,
  readRecord,
  readRecordedFacts,
  recordDecision,
  writeRecord,
} from '../index.ts'
import { allPackFolders } from '../testing/pack-folder.ts'

const facts = {
  ciio: false,
  important_data: false,
  core_data: false,
  state_secret: false,
  pi: true,
  ordinary_ytd: 7,
  sensitive_ytd: 0,
}
const folders = allPackFolders()
let law: Law
beforeAll(async () => {
  law = createLaw(await Promise.all(folders.map((files) => loadPack(files))))
})

const find = async (digest: string) => folders[law.packs.findIndex((pack) => pack.digest === digest)] ?? null
const recorded = async () => writeRecord(await recordDecision(law, facts, { asOf: '2026-11-23', id: 'flow 1' }))

describe('a recorded decision', () => {
  it('comes back as it was written, and derives again from the packs it names, whatever else is loaded since', async () => {
    const line = await recorded()
    const record = readRecord(line, 'a.ndjson:1')
    expect(writeRecord(record)).toBe(line)
    expect(record).toMatchObject({ id: 'flow 1', pathway: 'EXEMPT_ART5_SMALL', semantics: expect.any(Number) })
    expect(await createReplayer(find)(record)).toEqual({ kind: 'same' })
  })

  it.each([
    ['another number', (line: string) => line.replace('"ordinary_ytd":7', '"ordinary_ytd":8')],
    ['another day', (line: string) => line.replace('2026-11-23', '2024-03-21')],
    ['another pathway', (line: string) => line.replace('EXEMPT_ART5_SMALL', 'EXEMPT_ART3')],
    ['another version of a pack', (line: string) => line.replace(/"version":"\d+/, '"version":"1999')],
    ['another name of a pack', (line: string) => line.replace('"id":"cn-auto"', '"id":"cn-boat"')],
    ['another answer', (line: string) => line.replace(/"answer":"sha256:../, '"answer":"sha256:00')],
  ])('altered in one place (%s) does not derive again', async (_, alter) => {
    const record = readRecord(alter(await recorded()), 'a:1')
    expect(await createReplayer(find)(record)).toMatchObject({ kind: 'differs' })
  })

  it('says which pack is not there, and under which semantics it can be derived', async () => {
    const record = readRecord(await recorded(), 'a:1')
    expect(await createReplayer(async () => null)(record)).toEqual({ kind: 'pack-missing', pack: record.packs[0] })
    const other = { ...record, semantics: record.semantics + 1 }
    expect(await createReplayer(find)(other)).toEqual({ kind: 'other-semantics', ours: record.semantics })
  })

  it('does not take a pack for another: files that do not have the digest are none', async () => {
    const record = readRecord(await recorded(), 'a:1')
    expect(await createReplayer(async () => folders.at(-1) ?? null)(record)).toMatchObject({ kind: 'pack-missing' })
  })

  it('may be facts and a day alone where it is only to be judged', () => {
    expect(readRecordedFacts('{"facts":{"pi":true},"asOf":"2026-11-23"}', 'a:1')).toEqual({
      id: null,
      facts: { pi: true },
      asOf: '2026-11-23',
    })
  })

  it.each([
    ['{"facts":', 'FEIYU_RECORD_SYNTAX', 'JSON'],
    ['[1]', 'FEIYU_RECORD_SYNTAX', 'one JSON object'],
    ['{"facts":{},"asof":"2026-11-23"}', 'FEIYU_RECORD_UNKNOWN_KEY', 'did you mean `asOf`'],
    ['{"facts":{}}', 'FEIYU_RECORD_MISSING_KEY', '`asOf`'],
    ['{"facts":[],"asOf":"2026-11-23"}', 'FEIYU_RECORD_WRONG_TYPE', '`facts`'],
    ['{"facts":{},"asOf":"2026-02-30"}', 'FEIYU_RECORD_WRONG_TYPE', '`asOf`'],
    ['{"facts":{},"asOf":"2026-11-23","id":7}', 'FEIYU_RECORD_WRONG_TYPE', '`id`'],
  ])('%s is one clear sentence with file and line', (line, code, hint) => {
    expect(() => readRecordedFacts(line, 'a.ndjson:3')).toThrow(
      expect.objectContaining({ code, at: 'a.ndjson:3', message: expect.stringContaining(hint) }),
    )
  })

  it.each([
    ['schema', '"decision/2"'],
    ['packs', '[]'],
    ['packs', '[{"id":"cn"}]'],
    ['semantics', '1.5'],
    ['pathway', 'null'],
    ['answer', '"sha256:1"'],
  ])('a whole record with a wrong %s (%s) is refused', async (name, value) => {
    const record: unknown = JSON.parse(await recorded())
    const line = JSON.stringify({ ...(record as object), [name]: JSON.parse(value) })
    expect(() => readRecord(line, 'a:1')).toThrow(expect.objectContaining({ code: 'FEIYU_RECORD_WRONG_TYPE' }))
  })
})
