import { isCivilDate, nearest } from '@feiyu/core'
import type { Law } from '../engine/law.ts'
import { FactError } from '../errors.ts'
import { isCountryCode } from './countries.ts'
import type { EntityPart, FactDefinition, FactScalar, FlowPart, StatedFacts, TransferEvent } from './fact.ts'
import { knownWord } from './known-word.ts'

/**
 * Checks facts as somebody wrote them (parsed JSON or YAML): every name is known, every value has its type, persons are
 * stated once, nothing contradicts. `null` is the same as not stated.
 *
 * @throws FactError that names the fact and what to do
 */
export function stateFacts(law: Law, input: unknown): StatedFacts {
  const record = asRecord(input, 'facts')
  const values = new Map<string, FactScalar>()
  let events: readonly TransferEvent[] | null = null
  let flows: readonly FlowPart[] | null = null
  let entities: readonly EntityPart[] | null = null
  let hops: readonly StatedFacts[] | null = null
  let lists: Map<string, readonly string[]> | null = null
  let days: string[] | null = null
  for (const name of Object.keys(record)) {
    const value = record[name]
    const fact = law.facts.get(name)
    if (fact === undefined || fact.kind === 'open') throw unknownFact(law, name)
    if (value === null || value === undefined) continue
    if (fact.type === 'events') events = list(name, value).map(readEvent)
    else if (fact.type === 'flows')
      flows = unique(
        'purpose',
        list(name, value).map((item, index) => readFlow(law, item, index)),
      )
    else if (fact.type === 'entities') entities = unique('id', list(name, value).map(readEntity))
    else if (fact.type === 'hops') hops = list(name, value).map((hop, index) => readHop(law, `${name}[${index}]`, hop))
    else if (fact.type === 'list') {
      lists ??= new Map()
      lists.set(name, readWords(fact, value))
    } else {
      values.set(name, readScalar(fact, value))
      if (fact.type === 'date') {
        days ??= []
        days.push(name)
      }
    }
  }
  const stated = { values, events, flows, entities, lists: lists ?? noLists, days: days ?? noDays, hops }
  refuseTwoSources(law, stated)
  refuseContradictions(law, stated)
  return stated
}

const noLists: StatedFacts['lists'] = new Map()
const noDays: StatedFacts['days'] = []

/** Texts; of the fact's own words where it lists them. */
function readWords(fact: FactDefinition, value: unknown): readonly string[] {
  return list(fact.name, value).map((item, index) => {
    const name = `${fact.name}[${index}]`
    return fact.values.length === 0 ? text(name, item) : String(readScalar({ ...fact, name, type: 'enum' }, item))
  })
}

/** A later leg: facts of its own, without further legs. */
function readHop(law: Law, at: string, value: unknown): StatedFacts {
  const hop = asRecord(value, at)
  for (const [name, inner] of Object.entries(hop)) {
    if (law.facts.get(name)?.type === 'hops' && inner !== null)
      throw new FactError('FEIYU_FACT_WRONG_TYPE', `\`${at}\` has hops of its own; list all legs one after the other`, {
        fact: at,
      })
  }
  try {
    return stateFacts(law, hop)
  } catch (error) {
    if (!(error instanceof FactError)) throw error
    const fact = error.fact === undefined || error.fact === 'facts' ? at : `${at}.${error.fact}`
    throw new FactError(error.code, `${error.message} (in \`${at}\`)`, { fact, cause: error })
  }
}

function readScalar(fact: FactDefinition, value: unknown): FactScalar {
  switch (fact.type) {
    case 'boolean':
      if (typeof value === 'boolean') return value
      throw wrong(fact.name, 'true or false')
    case 'integer':
      return inRange(fact, whole(fact.name, value))
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return inRange(fact, value)
      throw wrong(fact.name, 'a number')
    case 'country': {
      const code = typeof value === 'string' ? value : ''
      if (isCountryCode(code) || fact.values.includes(code)) return code
      const upper = code.trim().toUpperCase()
      const meant = isCountryCode(upper) ? ` (did you mean \`${upper}\`?)` : ''
      throw wrong(fact.name, `two capital letters of ISO 3166-1, such as \`DE\`${meant}`)
    }
    case 'date':
      if (isCivilDate(value)) return value
      throw wrong(fact.name, 'a date of the calendar, YYYY-MM-DD')
    case 'enum': {
      const known = typeof value === 'string' ? knownWord(fact, value) : undefined
      if (known !== undefined) return known
      const near = typeof value === 'string' ? nearest(value, fact.values) : undefined
      throw wrong(
        fact.name,
        `one of ${fact.values.join(', ')}${near === undefined ? '' : ` (did you mean \`${near}\`?)`}`,
      )
    }
    default:
      return text(fact.name, value)
  }
}

function inRange(fact: FactDefinition, value: number): number {
  const { min, max } = fact
  if ((min === null || value >= min) && (max === null || value <= max)) return value
  const wanted = min === null ? `${max} at most` : max === null ? `${min} or more` : `from ${min} to ${max}`
  throw wrong(fact.name, `a number ${wanted}`)
}

function readEvent(item: unknown, index: number): TransferEvent {
  const at = `events[${index}]`
  const {
    date,
    category,
    ranges,
    reclassified_from: from,
  } = closed(at, item, ['date', 'category', 'ranges'], ['reclassified_from'])
  if (!isCivilDate(date)) throw wrong(`${at}.date`, 'a date of the calendar, YYYY-MM-DD')
  return {
    date,
    category: tally(`${at}.category`, category),
    ranges: list(`${at}.ranges`, ranges).map((range, position) => {
      const [first, last, ...more] = list(`${at}.ranges[${position}]`, range)
      const pair = [whole(`${at}.ranges[${position}]`, first), whole(`${at}.ranges[${position}]`, last)] as const
      if (more.length > 0 || pair[0] > pair[1])
        throw wrong(`${at}.ranges[${position}]`, 'two numbers, the first not above the last')
      return pair
    }),
    ...(from === undefined || from === null ? {} : { reclassified_from: tally(`${at}.reclassified_from`, from) }),
  }
}

function readFlow(law: Law, item: unknown, index: number): FlowPart {
  const at = `flows[${index}]`
  const members = closed(at, item, ['purpose', 'ordinary', 'sensitive'], ['exemption', 'exemption_proven'])
  const exemption = law.facts.get('exemption')
  const claimed = members.exemption ?? null
  const proven = members.exemption_proven ?? null
  if (proven !== null && typeof proven !== 'boolean') throw wrong(`${at}.exemption_proven`, 'true or false')
  return {
    purpose: text(`${at}.purpose`, members.purpose),
    ordinary: whole(`${at}.ordinary`, members.ordinary),
    sensitive: whole(`${at}.sensitive`, members.sensitive),
    exemption:
      claimed === null || exemption === undefined
        ? null
        : String(readScalar({ ...exemption, name: `${at}.exemption` }, claimed)),
    exemption_proven: proven,
  }
}

function readEntity(item: unknown, index: number): EntityPart {
  const at = `entities[${index}]`
  const { id, ordinary, sensitive } = closed(at, item, ['id', 'ordinary', 'sensitive'], [])
  return {
    id: text(`${at}.id`, id),
    ordinary: whole(`${at}.ordinary`, ordinary),
    sensitive: whole(`${at}.sensitive`, sensitive),
  }
}

/** Persons are stated once: by the counts, by events, by flows or by entities. */
function refuseTwoSources(law: Law, stated: StatedFacts): void {
  if (stated.events === null && stated.flows === null && stated.entities === null) return
  const counts = law.tallyFacts.find((name) => stated.values.has(name))
  const sources: string[] = counts === undefined ? [] : [counts]
  if (stated.events !== null) sources.push('events')
  if (stated.flows !== null) sources.push('flows')
  if (stated.entities !== null) sources.push('entities')
  if (sources.length > 1) {
    throw new FactError(
      'FEIYU_FACT_TWO_SOURCES',
      `persons are stated twice, by \`${sources.join('` and `')}\`; state them once`,
      { fact: sources[1] },
    )
  }
}

/** Whether a fact is a number of persons whose data is exported. */
export function countsExported(name: string): boolean {
  return /_(ytd|persons|jan1)$/.test(name) && name !== 'processes_pi_persons'
}

/** What is stated of persons although nobody is in the data; nothing where there is no contradiction. */
export function personsBesideNobody(law: Pick<Law, 'facts'>, stated: StatedFacts): readonly string[] {
  if (stated.values.get('pi') !== false) return []
  const counts = [...stated.values].flatMap(([name, value]) =>
    (typeof value === 'number' && value > 0 && countsExported(name)) ||
    (value === true && law.facts.get(name)?.persons === true)
      ? [name]
      : [],
  )
  const parts = (['events', 'flows', 'entities'] as const).filter((name) => (stated[name] ?? []).length > 0)
  return [...counts, ...parts]
}

function refuseContradictions(law: Law, stated: StatedFacts): void {
  const [name] = personsBesideNobody(law, stated)
  if (name === undefined) return
  const value = stated.values.get(name)
  const message =
    typeof value !== 'number'
      ? `\`pi\` is false beside \`${name}\`; correct one of the two`
      : `\`pi\` is false beside \`${name}\` = ${value}; a person counted has personal information, correct one of the two`
  throw new FactError('FEIYU_FACT_CONTRADICTION', message, { fact: name })
}

function unknownFact(law: Law, name: string): FactError {
  const near = nearest(
    name,
    [...law.facts.values()].filter((fact) => fact.kind !== 'open').map((fact) => fact.name),
  )
  const hint = near === undefined ? '`feiyu packs show cn` lists the facts' : `did you mean \`${near}\`?`
  return new FactError('FEIYU_FACT_UNKNOWN', `no pack knows the fact \`${name}\`; ${hint}`, { fact: name })
}

function closed(
  at: string,
  item: unknown,
  required: readonly string[],
  optional: readonly string[],
): Readonly<Record<string, unknown>> {
  const record = asRecord(item, at)
  const known = [...required, ...optional]
  for (const key of Object.keys(record)) {
    if (known.includes(key)) continue
    const near = nearest(key, known)
    throw new FactError(
      'FEIYU_FACT_UNKNOWN',
      `\`${at}\` has no member \`${key}\`; ${near === undefined ? `known: ${known.join(', ')}` : `did you mean \`${near}\`?`}`,
      { fact: `${at}.${key}` },
    )
  }
  for (const key of required) if (record[key] === undefined) throw wrong(`${at}.${key}`, 'a value; it is missing')
  return record
}

function asRecord(value: unknown, at: string): Readonly<Record<string, unknown>> {
  // The check makes any object a record of unknown values.
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>
  throw new FactError('FEIYU_FACT_WRONG_TYPE', `\`${at}\` must be names with values; write \`name: value\``, {
    fact: at,
  })
}

function list(at: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw wrong(at, 'a list')
}

function text(at: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value
  throw wrong(at, 'a text')
}

function whole(at: string, value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw wrong(at, 'a whole number, 0 or more')
}

function tally(at: string, value: unknown): 'ordinary' | 'sensitive' {
  if (value === 'ordinary' || value === 'sensitive') return value
  throw wrong(at, 'ordinary or sensitive')
}

function unique<K extends string, T extends Readonly<Record<K, string>>>(key: K, items: readonly T[]): readonly T[] {
  const seen = new Set<string>()
  for (const item of items) {
    if (seen.has(item[key]))
      throw new FactError('FEIYU_FACT_DUPLICATE', `\`${key}\` \`${item[key]}\` is there twice; each is stated once`, {
        fact: key === 'id' ? 'entities' : 'flows',
      })
    seen.add(item[key])
  }
  return items
}

function wrong(name: string, wanted: string): FactError {
  return new FactError('FEIYU_FACT_WRONG_TYPE', `\`${name}\` must be ${wanted}`, { fact: name })
}
