import { type CivilDate, isCivilDate, nearest } from '@feiyu/core'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { InputError } from '../errors.ts'

type Key = string | number

/** A YAML or JSON file as plain data that can tell the line of each of its parts. */
export interface InputDocument {
  readonly path: string
  readonly value: unknown
  /** `file:line` of the part under these keys. */
  at(keys: readonly Key[]): string
}

/**
 * Parses YAML 1.2 or JSON: no dates, no aliases, no key twice. Error texts name the line and never quote what is there.
 *
 * @throws InputError
 */
export function parseInput(source: string, text: string): InputDocument {
  const path = source === '-' ? 'stdin' : source
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', prettyErrors: false })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem !== undefined) {
    const [code, message] = syntaxError(path, problem.code)
    throw new InputError(code, message, { at: `${path}:${lines.linePos(problem.pos[0]).line}`, cause: problem })
  }
  return { path, value: plainData(path, document), at }

  function at(keys: readonly Key[]): string {
    const node = keys.length === 0 ? document.contents : document.getIn(keys, true)
    const start = isNode(node) ? node.range?.[0] : undefined
    return start === undefined ? path : `${path}:${lines.linePos(start).line}`
  }
}

function syntaxError(path: string, problem: string): readonly [code: string, message: string] {
  switch (problem) {
    case 'DUPLICATE_KEY':
      return [
        'FEIYU_INPUT_DUPLICATE_KEY',
        `\`${path}\` states one name twice, on this line for the second time; keep one`,
      ]
    case 'RESOURCE_EXHAUSTION':
      return ['FEIYU_INPUT_NESTING', `\`${path}\` is nested too deep to be read; facts are a few levels deep`]
    default:
      return ['FEIYU_INPUT_SYNTAX', `\`${path}\` is neither YAML nor JSON from this line on; correct it there`]
  }
}

function plainData(path: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new InputError('FEIYU_INPUT_ALIAS', `\`${path}\` uses an alias (\`*name\`); write the value out`, {
      at: path,
      cause: error,
    })
  }
}

/** One part of a document, read strictly: what is not known is an error with its line. */
export class InputPart {
  readonly value: unknown
  readonly #document: InputDocument
  readonly #keys: readonly Key[]

  constructor(document: InputDocument, keys: readonly Key[] = [], value: unknown = document.value) {
    this.#document = document
    this.#keys = keys
    this.value = value
  }

  get at(): string {
    return this.#document.at(this.#keys)
  }

  /** The member under a key of this map; absent ones count as `null`. */
  member(key: string): InputPart {
    const record = this.#record()
    return new InputPart(this.#document, [...this.#keys, key], record[key] ?? null)
  }

  /** Names with values of this map. */
  entries(): readonly (readonly [string, unknown])[] {
    return Object.entries(this.#record())
  }

  items(): readonly InputPart[] {
    if (!Array.isArray(this.value)) throw this.wrong('a list')
    return this.value.map((item, index) => new InputPart(this.#document, [...this.#keys, index], item))
  }

  /** Refuses keys that are not known, and required ones that are missing. */
  closed(required: readonly string[], optional: readonly string[] = []): this {
    const record = this.#record()
    const known = [...required, ...optional]
    for (const key of Object.keys(record)) {
      if (known.includes(key)) continue
      const near = nearest(key, known)
      const hint = near === undefined ? `known are \`${known.join(', ')}\`` : `did you mean \`${near}\`?`
      throw new InputError('FEIYU_INPUT_UNKNOWN_KEY', `unknown key \`${key}\`; ${hint}`, { at: this.member(key).at })
    }
    for (const key of required) {
      if (record[key] === undefined || record[key] === null) {
        throw new InputError('FEIYU_INPUT_MISSING_KEY', `key \`${key}\` is missing; add it`, { at: this.at })
      }
    }
    return this
  }

  text(): string {
    if (typeof this.value === 'string' && this.value.trim() !== '') return this.value.trim()
    throw this.wrong('a text; put quotes around it if it looks like a number')
  }

  count(): number {
    if (typeof this.value === 'number' && Number.isSafeInteger(this.value) && this.value >= 0) return this.value
    throw this.wrong('a whole number from 0')
  }

  date(): CivilDate {
    if (isCivilDate(this.value)) return this.value
    throw this.wrong('a date of the calendar, YYYY-MM-DD')
  }

  word<W extends string>(words: readonly W[]): W {
    const found = words.find((word) => word === this.value)
    if (found !== undefined) return found
    throw this.wrong(`one of \`${words.join(', ')}\``)
  }

  wrong(wanted: string): InputError {
    const key = this.#keys.filter((one) => typeof one === 'string').at(-1) ?? this.#document.path
    return new InputError('FEIYU_INPUT_WRONG_TYPE', `\`${key}\` must be ${wanted}`, { at: this.at })
  }

  #record(): Readonly<Record<string, unknown>> {
    const { value } = this
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
    throw new InputError('FEIYU_INPUT_NO_MAP', `expected names with values; write \`name: value\``, { at: this.at })
  }
}
