import { nearest } from '@feiyu/core'
import { EvidenceFormError } from '../errors.ts'

/** How a piece of JSON is read: strictly, and with an error that names the member but never its value. */
export interface Shape<T> {
  read(value: unknown, at: string): T
}

/** A member that may be absent. */
export interface Optional<T> {
  readonly optional: Shape<T>
}

/** What a shape reads. */
export type Of<S> = S extends Shape<infer T> ? T : never

type Fields = Readonly<Record<string, Shape<unknown> | Optional<unknown>>>
type RequiredOf<F> = { readonly [K in keyof F as F[K] extends Shape<unknown> ? K : never]: Of<F[K]> }
type OptionalOf<F> = {
  readonly [K in keyof F as F[K] extends Optional<unknown> ? K : never]?: F[K] extends Optional<infer T> ? T : never
}
type Flat<T> = { readonly [K in keyof T]: T[K] }

/** Marks a member that may be absent. */
export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape }
}

/** An object with exactly these members. */
export function record<F extends Fields>(fields: F): Shape<Flat<RequiredOf<F> & OptionalOf<F>>> {
  const names = Object.keys(fields)
  const pairs = Object.entries(fields)
  return {
    read(value, at) {
      const members = objectAt(value, at)
      for (const name of Object.keys(members)) {
        if (Object.hasOwn(fields, name)) continue
        throw unknownKey(name, names, at)
      }
      const result: Record<string, unknown> = {}
      for (const [name, field] of pairs) {
        const member = Object.hasOwn(members, name) ? members[name] : undefined
        if ('read' in field) {
          if (member === undefined) {
            throw new EvidenceFormError('FEIYU_EVIDENCE_MISSING_KEY', `key \`${name}\` is missing; add it`, { at })
          }
          result[name] = field.read(member, `${at}.${name}`)
        } else if (member !== undefined) {
          result[name] = field.optional.read(member, `${at}.${name}`)
        }
      }
      // The loop above fills exactly the members of the fields.
      return result as Flat<RequiredOf<F> & OptionalOf<F>>
    },
  }
}

/** A list of at most `most` items. */
export function list<T>(item: Shape<T>, most: number): Shape<readonly T[]> {
  return {
    read(value, at) {
      if (!Array.isArray(value) || value.length > most) throw wrongType(at, `a list of at most ${most} items`)
      return value.map((each, index) => item.read(each, `${at}[${index}]`))
    },
  }
}

/** An object whose keys are data of one shape, and so are its values. */
export function map<K extends string, T>(key: Shape<K>, item: Shape<T>): Shape<Readonly<Record<K, T>>> {
  return {
    read(value, at) {
      const pairs = Object.entries(objectAt(value, at)).map(([name, each]) => {
        return [key.read(name, `a key of ${at}`), item.read(each, `${at}.${name}`)] as const
      })
      // Every key was read by `key`.
      return Object.fromEntries(pairs) as Readonly<Record<K, T>>
    },
  }
}

/** One of these texts or values, and nothing else. */
export function oneOf<const T extends string | boolean>(...choices: readonly T[]): Shape<T> {
  return {
    read(value, at) {
      const found = choices.find((choice) => choice === value)
      if (found === undefined) throw wrongType(at, `one of ${choices.join(', ')}`)
      return found
    },
  }
}

/** A shape from a test of the value. `expected` is a noun phrase. */
export function when<T>(test: (value: unknown) => value is T, expected: string): Shape<T> {
  return {
    read(value, at) {
      if (!test(value)) throw wrongType(at, expected)
      return value
    },
  }
}

function objectAt(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(at, 'an object')
  // JSON objects are all that the test lets through, and their members are checked one by one.
  return value as Readonly<Record<string, unknown>>
}

/** A key is shown only when it looks like one, since anything may stand where a key should. */
function unknownKey(name: string, known: readonly string[], at: string): EvidenceFormError {
  const shown = /^[A-Za-z][A-Za-z0-9]{0,31}$/.test(name) ? `unknown key \`${name}\`` : 'a key that is not a name'
  const near = nearest(name.slice(0, 32), known)
  const advice = near ? `did you mean \`${near}\`?` : `known here: ${known.join(', ')}`
  return new EvidenceFormError('FEIYU_EVIDENCE_UNKNOWN_KEY', `${shown}; ${advice}`, { at })
}

function wrongType(at: string, expected: string): EvidenceFormError {
  return new EvidenceFormError('FEIYU_EVIDENCE_WRONG_TYPE', `\`${at}\` must be ${expected}`, { at })
}
