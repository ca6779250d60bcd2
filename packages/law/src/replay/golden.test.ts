import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createLaw, createReplayer, engineSemantics, loadPack, readRecord, readReleasedPack } from '../index.ts'
import { writeReleasedPack } from '../packs.ts'
import { allPackFolders } from '../testing/pack-folder.ts'
import { recordedCases } from '../testing/recorded-cases.ts'

const releases = new URL('../../../../releases/', import.meta.url)
const golden = filesIn('golden')
const packs = filesIn('packs')

function filesIn(folder: string): readonly { readonly name: string; readonly text: string }[] {
  const path = fileURLToPath(new URL(`${folder}/`, releases))
  return readdirSync(path).map((name) => ({ name, text: readFileSync(new URL(`${folder}/${name}`, releases), 'utf8') }))
}

describe('what was released', () => {
  it('keeps every pack under the SHA-256 of its file, which is the digest of the pack', async () => {
    expect(packs.length).toBeGreaterThan(0)
    for (const { name, text } of packs) {
      const hex = createHash('sha256').update(text).digest('hex')
      expect(name).toBe(`sha256-${hex}.json`)
      expect((await loadPack(await readReleasedPack(text, `sha256:${hex}`))).digest).toBe(`sha256:${hex}`)
    }
  })

  it('derives every golden decision of these semantics again, byte for byte, from the released packs alone', async () => {
    const replay = createReplayer(async (digest) => {
      const found = packs.find(({ name }) => name === `${digest.replace(':', '-')}.json`)
      return found === undefined ? null : readReleasedPack(found.text, digest)
    })
    const own = golden.filter(({ name }) => name.endsWith(`-semantics-${engineSemantics}.ndjson`))
    let replayed = 0
    for (const { name, text } of own) {
      for (const [index, line] of text.trimEnd().split('\n').entries()) {
        const record = readRecord(line, `${name}:${index + 1}`)
        expect({ record: record.id, ...(await replay(record)) }).toEqual({ record: record.id, kind: 'same' })
        replayed++
      }
    }
    expect(replayed).toBeGreaterThan(250)
  })

  it('finds a golden decision with another pathway, whose digest nobody touched', async () => {
    const law = createLaw(await Promise.all(allPackFolders().map((files) => loadPack(files))))
    const [record] = await recordedCases(law, allPackFolders().slice(0, 1))
    if (record === undefined) throw new RangeError('the first pack has no case')
    const replay = createReplayer(async (digest) => {
      const index = law.packs.findIndex((pack) => pack.digest === digest)
      return allPackFolders()[index] ?? null
    })
    expect(await replay(record)).toEqual({ kind: 'same' })
    expect(await replay({ ...record, pathway: 'EXEMPT_ART3' })).toMatchObject({ kind: 'differs' })
  })

  it('refuses a released pack with one letter changed', async () => {
    const files = allPackFolders()[0] ?? {}
    const text = writeReleasedPack(files)
    const { digest } = await loadPack(files)
    expect(await readReleasedPack(text, digest)).toEqual(
      Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('cases/'))),
    )
    await expect(readReleasedPack(text.replace('2', '3'), digest)).rejects.toMatchObject({
      code: 'FEIYU_RECORD_PACK_CHANGED',
    })
  })
})
