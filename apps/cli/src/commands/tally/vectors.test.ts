import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Digest } from '@feiyu/core'
import { type Account, type FileBook, nodeDisk, openBooks, type Persons } from '@feiyu/gate'
import { decide } from '@feiyu/law'
import { type PersonBatch, personBitsAt, personWords } from '@feiyu/scan'
import { describe, expect, it } from 'vitest'
import { createContext } from '../../context.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { silentStreams } from '../../testing/silent-streams.ts'

interface Crossing {
  readonly date: string
  readonly category: 'ordinary' | 'sensitive'
  readonly ranges: readonly (readonly [number, number])[]
}

interface Vector {
  readonly id: string
  readonly title: string
  readonly as_of: string
  readonly facts: Readonly<Record<string, unknown>> & {
    readonly events?: readonly Crossing[]
    readonly flows?: readonly (Persons & { readonly exemption_proven?: boolean })[]
    readonly entities?: readonly (Persons & { readonly id: string })[]
  }
  readonly expected: Readonly<Record<string, unknown>>
}

/** Vectors of the law that are about counting, as the research beside the repository states them. */
const { vectors }: { readonly vectors: readonly Vector[] } = JSON.parse(
  readFileSync(new URL('counting-vectors.json', import.meta.url), 'utf8'),
)
const researched = new URL('../../../../../../shared/law/vectors.json', import.meta.url)
const law = await readLaw(
  createContext({ home: tmpdir(), noColour: true, locale: null, account: 'test' }, silentStreams(), {
    language: 'en',
    json: true,
  }),
)
const [one, other] = ['91310000631696382C', '91440300MA5EABCD16']
const fields = [
  { path: 'ordinary', type: 'gender', bit: 0, sensitive: false },
  { path: 'sensitive', type: 'diagnosis', bit: 1, sensitive: true },
]
const digest = (text: string): Digest => `sha256:${createHash('sha256').update(text).digest('hex')}`

describe('books of the vectors about counting', () => {
  it.each(vectors.map((vector) => [vector.id, vector.title, vector] as const))('%s %s', async (_, __, vector) => {
    const folder = await mkdtemp(join(tmpdir(), 'feiyu-vectors-'))
    try {
      const { as_of: asOf, facts, expected } = vector
      let now = 0
      const books = openBooks({
        disk: nodeDisk(folder),
        folder: 'books',
        keys: 'keys',
        keyBackup: 'backup',
        clock: { now: () => now },
        random: (size) => randomBytes(size),
        newestLogged: async () => null,
        loggedBooks: async () => new Set(),
      })
      const bookOn = (uscc: string, date: string) => {
        now = Date.parse(`${date}T12:00:00+08:00`)
        return books.book(uscc, Number(date.slice(0, 4)))
      }
      for (const event of facts.events ?? []) await cross(await bookOn(one, event.date), event)
      let from = 1
      for (const flow of facts.flows ?? []) {
        const account: Account =
          flow.exemption_proven === true ? { kind: 'side', article: '5(1)(1)' } : { kind: 'counted' }
        for (const category of ['ordinary', 'sensitive'] as const) {
          const book = await bookOn(one, asOf)
          await cross(book, { date: asOf, category, ranges: [[from, from + flow[category] - 1]] }, account)
          from += flow[category]
        }
      }
      for (const [index, entity] of (facts.entities ?? []).entries()) {
        const book = await bookOn(index === 0 ? one : other, asOf)
        for (const category of ['ordinary', 'sensitive'] as const) {
          await cross(book, { date: asOf, category, ranges: [[1, entity[category]]] })
        }
        const answer = answerOf(vector, (await book.figures()).upper)
        expect(answer.pathway).toBe((expected.per_entity as Record<string, unknown>)[entity.id])
      }
      if (facts.entities !== undefined) return
      const { upper } = await (await bookOn(one, asOf)).figures()
      // Until 2024-03-22 the law looks at the year before as well, in which nobody of this vector is a second time.
      const before = asOf < '2024-03-22' ? (await (await bookOn(one, '2023-07-01')).figures()).upper.ordinary : 0
      const { ordinary_count: ordinary, sensitive_count: sensitive } = expected
      if (ordinary !== undefined) expect(upper.ordinary).toBe(ordinary)
      if (sensitive !== undefined) expect(upper.sensitive).toBe(sensitive)
      const { pathway } = answerOf(vector, { ...upper, ordinary: upper.ordinary + before })
      expect(pathway).toBe(expected.pathway)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

/** What the law says of the figures of a book, in the place of the vector's own ledger. */
function answerOf({ facts, as_of: asOf }: Vector, { ordinary, sensitive }: Persons) {
  const { events: _events, flows: _flows, entities: _entities, ...others } = facts
  const counts =
    asOf < '2024-03-22'
      ? { exported_since_prev_jan1: ordinary + sensitive, sensitive_since_prev_jan1: sensitive }
      : { ordinary_ytd: ordinary, sensitive_ytd: sensitive }
  return decide(law, { ...others, ...counts }, { asOf })
}

let permits = 0
const registers = { kind: 'system', name: 'vectors' } as const

async function cross(
  book: FileBook,
  { category, ranges }: Crossing,
  account: Account = { kind: 'counted' },
): Promise<void> {
  const permit = digest(`permit ${permits++}`)
  const persons = batchOf(ranges, category === 'ordinary' ? 1 : 2)
  const head = { permit, account, recipient: 'r', scenario: null, fields, registers, classTable: digest('classes') }
  await book.reserve({ head, persons: null, most: { ordinary: 2e6, sensitive: 2e6 }, mayBecome: null })
  const segment = await book.open(permit)
  expect((await segment.admit(persons)).kind).toBe('admitted')
  await book.settle(permit, 'all')
}

function batchOf(ranges: Crossing['ranges'], bit: number): PersonBatch {
  const count = ranges.reduce((sum, [first, last]) => sum + Math.max(0, last - first + 1), 0)
  const words = new Int32Array(count * personWords)
  let at = 0
  for (const [first, last] of ranges) {
    for (let person = first; person <= last; person++) {
      words[at] = Math.imul(person, 0x9e3779b1)
      words[at + 1] = person
      words[at + personBitsAt] = bit
      at += personWords
    }
  }
  return { count, words, linkCount: 0, links: new Int32Array(0), keyless: [] }
}

it.skipIf(!existsSync(researched))(
  'the vectors are those of the research beside the repository (skipped where it is absent)',
  () => {
    const all: { readonly vectors: readonly Vector[] } = JSON.parse(readFileSync(researched, 'utf8'))
    const counting = all.vectors.filter(({ facts }) => facts.events ?? facts.flows ?? facts.entities)
    expect(counting.map(({ id, title, as_of, facts, expected }) => ({ id, title, as_of, facts, expected }))).toEqual(
      vectors,
    )
  },
)
