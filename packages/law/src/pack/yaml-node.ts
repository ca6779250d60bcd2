import { type CivilDate, isCivilDate, nearest } from '@feiyu/core'
import { PackError } from '../errors.ts'
import type { FactScalar } from '../facts/fact.ts'
import { plainOf, type YamlTree } from './yaml-tree.ts'

/** One value of a YAML file that knows where it stands. Reading is strict: nothing unknown is passed over. */
export class YamlNode {
  readonly #tree: YamlTree
  readonly #file: string

  constructor(tree: YamlTree, file: string) {
    this.#tree = tree
    this.#file = file
  }

  /** `file:line` of the value. */
  get at(): string {
    return `${this.#file}:${this.#tree.line}`
  }

  /** The members of a map; every member has to be one of `required` or `optional`. */
  members<R extends string, O extends string>(
    required: readonly R[],
    optional: readonly O[],
  ): { readonly [K in R]: YamlNode } & { readonly [K in O]: YamlNode | null } {
    const entries = this.entries()
    const known: readonly string[] = [...required, ...optional]
    for (const [key, value] of entries) {
      if (!known.includes(key)) {
        const near = nearest(key, known)
        throw new PackError(
          'FEIYU_PACK_UNKNOWN_KEY',
          `unknown key \`${key}\`; ${near ? `did you mean \`${near}\`?` : `known here: ${known.join(', ')}`}`,
          { at: value.at },
        )
      }
    }
    const found = new Map(entries)
    const result: Record<string, YamlNode | null> = {}
    for (const key of required)
      result[key] = found.get(key) ?? this.#fail('FEIYU_PACK_MISSING_KEY', `key \`${key}\` is missing; add it`)
    for (const key of optional) result[key] = found.get(key) ?? null
    // The two loops above fill exactly the keys of the result type.
    return result as { readonly [K in R]: YamlNode } & { readonly [K in O]: YamlNode | null }
  }

  /** The members of a map whose keys are data, in the order of the file. */
  entries(): readonly (readonly [string, YamlNode])[] {
    if (this.#tree.kind !== 'map') return this.#fail('FEIYU_PACK_WRONG_TYPE', 'expected a map (key: value); write one')
    return this.#tree.entries.map(([key, value]) => [key, new YamlNode(value, this.#file)] as const)
  }

  items(): readonly YamlNode[] {
    if (this.#tree.kind !== 'list') return this.#fail('FEIYU_PACK_WRONG_TYPE', 'expected a list (- item); write one')
    return this.#tree.items.map((item) => new YamlNode(item, this.#file))
  }

  isMap(): boolean {
    return this.#tree.kind === 'map'
  }

  isList(): boolean {
    return this.#tree.kind === 'list'
  }

  scalar(): FactScalar {
    const value = this.#tree.kind === 'scalar' ? this.#tree.value : null
    if (value !== null) return value
    return this.#fail('FEIYU_PACK_WRONG_TYPE', 'expected a single value')
  }

  string(): string {
    const value = this.#tree.kind === 'scalar' ? this.#tree.value : null
    if (typeof value === 'string' && value.trim() !== '') return value
    return this.#fail('FEIYU_PACK_WRONG_TYPE', 'expected a text; put it in quotes if it looks like a number')
  }

  /** A text out of a closed list. */
  word<W extends string>(words: readonly W[]): W {
    const value = this.string()
    const found = words.find((word) => word === value)
    if (found !== undefined) return found
    const near = nearest(value, words)
    return this.#fail(
      'FEIYU_PACK_UNKNOWN_WORD',
      `\`${value}\` is not one of ${words.join(', ')}${near ? `; did you mean \`${near}\`?` : ''}`,
    )
  }

  integer(): number {
    const value = this.scalar()
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value
    return this.#fail('FEIYU_PACK_WRONG_TYPE', 'expected a whole number')
  }

  number(): number {
    const value = this.scalar()
    return typeof value === 'number' ? value : this.#fail('FEIYU_PACK_WRONG_TYPE', 'expected a number')
  }

  boolean(): boolean {
    const value = this.scalar()
    return typeof value === 'boolean' ? value : this.#fail('FEIYU_PACK_WRONG_TYPE', 'expected true or false')
  }

  date(): CivilDate {
    const value = this.string()
    if (isCivilDate(value)) return value
    return this.#fail('FEIYU_PACK_WRONG_DATE', `\`${value}\` is not a date of the calendar; write it as YYYY-MM-DD`)
  }

  /** The value as plain data, for texts that a stricter reader takes over (facts of a case). */
  toJson(): unknown {
    return plainOf(this.#tree)
  }

  fail(code: string, message: string): never {
    throw new PackError(code, message, { at: this.at })
  }

  #fail(code: string, message: string): never {
    return this.fail(code, message)
  }
}
