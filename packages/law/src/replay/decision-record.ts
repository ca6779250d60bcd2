import { type CivilDate, canonicalJson, type Digest, digestOfJson, isCivilDate, nearest } from '@feiyu/core'
import type { PackReference } from '../answer.ts'
import { decideStated } from '../engine/decide.ts'
import type { Law } from '../engine/law.ts'
import { RecordError } from '../errors.ts'
import { stateFacts } from '../facts/state-facts.ts'

/** A decision to be judged again: what was stated, and on which day. */
export interface RecordedFacts {
  /** Whose decision it is, in the words of whoever keeps the records. */
  readonly id: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly asOf: CivilDate
}

/** A decision with all that it takes to derive it again, byte for byte, and the digest of what was answered. */
export interface DecisionRecord extends RecordedFacts {
  readonly schema: 'decision/1'
  readonly packs: readonly PackReference[]
  readonly semantics: number
  readonly pathway: string
  /** SHA-256 of the canonical JSON of the answer without trace and changes. */
  readonly answer: Digest
}

/**
 * Decides and records.
 *
 * @throws FactError, PackError as `decide` does
 */
export async function recordDecision(
  law: Law,
  facts: Readonly<Record<string, unknown>>,
  { asOf, id = null }: { readonly asOf: string; readonly id?: string | null },
): Promise<DecisionRecord> {
  const answer = decideStated(law, stateFacts(law, facts), { asOf })
  const { semantics, pathway } = answer
  // All of them, not only those that the answer names: any pack may define what was stated.
  const packs = law.packs.map(({ id: pack, version, digest }) => ({ id: pack, version, digest }))
  return {
    schema: 'decision/1',
    id,
    facts,
    asOf: answer.asOf,
    packs,
    semantics,
    pathway,
    answer: await digestOfJson(answer),
  }
}

/** One line of a file of records, without its end. */
export function writeRecord(record: DecisionRecord): string {
  const { id, ...rest } = record
  return canonicalJson(id === null ? rest : record)
}

const ofFacts = ['facts', 'asOf'] as const
const ofRecord = [...ofFacts, 'schema', 'packs', 'semantics', 'pathway', 'answer'] as const

/**
 * Reads the facts and the day of one line; what else a record holds may be there and may be missing.
 *
 * @throws RecordError that names the member and what to do; `at` names file and line
 */
export function readRecordedFacts(line: string, at: string): RecordedFacts {
  const record = closedRecord(line, at)
  return factsOf(record, at)
}

/**
 * Reads one line that holds a whole record.
 *
 * @throws RecordError
 */
export function readRecord(line: string, at: string): DecisionRecord {
  const record = closedRecord(line, at)
  for (const name of ofRecord) if (record[name] === undefined) throw missing(name, at)
  const { schema, packs, semantics, pathway, answer } = record
  if (schema !== 'decision/1') throw wrong('schema', '`decision/1`; other forms are read by other releases', at)
  if (typeof semantics !== 'number' || !Number.isSafeInteger(semantics)) throw wrong('semantics', 'a whole number', at)
  if (typeof pathway !== 'string') throw wrong('pathway', 'a text', at)
  if (!isDigest(answer)) throw wrong('answer', 'a digest, `sha256:` and 64 hexadecimal digits', at)
  if (!Array.isArray(packs) || packs.length === 0) throw wrong('packs', 'a list of packs', at)
  return {
    schema,
    ...factsOf(record, at),
    packs: packs.map((pack) => readReference(pack, at)),
    semantics,
    pathway,
    answer,
  }
}

function closedRecord(line: string, at: string): Readonly<Record<string, unknown>> {
  const record = asRecord(parse(line, at))
  if (record === null)
    throw new RecordError('FEIYU_RECORD_SYNTAX', 'a record is one JSON object on one line; write one', { at })
  const known: readonly string[] = [...ofRecord, 'id']
  for (const key of Object.keys(record)) {
    if (known.includes(key)) continue
    const near = nearest(key, known)
    const hint = near === undefined ? `known: ${known.join(', ')}` : `did you mean \`${near}\`?`
    throw new RecordError('FEIYU_RECORD_UNKNOWN_KEY', `a record has no member \`${key}\`; ${hint}`, { at })
  }
  return record
}

function factsOf(record: Readonly<Record<string, unknown>>, at: string): RecordedFacts {
  for (const name of ofFacts) if (record[name] === undefined) throw missing(name, at)
  const facts = asRecord(record.facts)
  const { asOf, id = null } = record
  if (facts === null) throw wrong('facts', 'names with values', at)
  if (!isCivilDate(asOf)) throw wrong('asOf', 'a date of the calendar, YYYY-MM-DD', at)
  if (id !== null && typeof id !== 'string') throw wrong('id', 'a text', at)
  return { id, facts, asOf }
}

function readReference(value: unknown, at: string): PackReference {
  const { id, version, digest } = asRecord(value) ?? {}
  if (typeof id === 'string' && typeof version === 'string' && isDigest(digest)) return { id, version, digest }
  throw wrong('packs', 'a list of packs, each with id, version and digest', at)
}

function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  // The check makes any object a record of unknown values.
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  return null
}

function parse(line: string, at: string): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new RecordError('FEIYU_RECORD_SYNTAX', 'this line is no JSON; write one JSON object on each line', {
      at,
      cause,
    })
  }
}

function missing(name: string, at: string): RecordError {
  return new RecordError('FEIYU_RECORD_MISSING_KEY', `\`${name}\` is missing from the record; add it`, { at })
}

function wrong(name: string, wanted: string, at: string): RecordError {
  return new RecordError('FEIYU_RECORD_WRONG_TYPE', `\`${name}\` must be ${wanted}`, { at })
}
