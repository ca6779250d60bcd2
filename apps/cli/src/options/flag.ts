import type { CivilDate } from '@feiyu/core'
import { isCivilDate, nearest } from '@feiyu/core'
import { type Command, Option } from 'commander'
import { UsageError } from '../errors.ts'
import type { Messages } from '../i18n/messages.ts'

/** One flag of a command: how it is written, what help says, and how its words become a value. */
export interface Flag<T> {
  /** As commander reads it: `--to <country>`. */
  readonly flags: string
  readonly help: (say: Messages) => string
  readonly group: 'main' | 'columns' | 'facts' | 'proof' | 'reading'
  /** `values` holds what was written after the flag, once per use; empty for a flag without a value. */
  readonly read: (values: readonly string[], name: string) => T
}

/** What a set of flags gives: the value of each one that was used. */
export type FlagValues<S extends Readonly<Record<string, Flag<unknown>>>> = {
  readonly [K in keyof S]: S[K] extends Flag<infer T> ? T | undefined : never
}

type Help = (say: Messages) => string
type Group = Flag<unknown>['group']

/** A flag with a free text. */
export function textFlag(flags: string, help: Help, group: Group = 'main'): Flag<string> {
  return {
    flags,
    help,
    group,
    read: (values, name) => {
      const value = single(values, name)
      if (value.trim() === '') throw noValue(name)
      return value
    },
  }
}

/** The same flag, which help says has to be there. */
export function required<T>(flag: Flag<T>): Flag<T> {
  return { ...flag, help: (say) => `${say.help.required}${flag.help(say)}` }
}

/** A flag that may be used several times, each with a text. */
export function listFlag(flags: string, help: Help, group: Group = 'main'): Flag<readonly string[]> {
  return { flags, help, group, read: (values) => values }
}

/** A flag that is there or not. */
export function presenceFlag(flags: string, help: Help, group: Group = 'main'): Flag<true> {
  return { flags, help, group, read: () => true }
}

/** A flag with a word of a closed list. */
export function choiceFlag<W extends string>(
  flags: string,
  words: readonly W[],
  help: Help,
  group: Group = 'main',
): Flag<W> {
  return {
    flags,
    help: (say) => `${help(say)} (${words.join(' | ')})`,
    group,
    read: (values, name) => {
      const value = single(values, name)
      const found = words.find((word) => word === value)
      if (found !== undefined) return found
      const near = nearest(value, words)
      throw wrongValue(
        name,
        value,
        near === undefined ? `write one of \`${words.join(', ')}\`` : `did you mean \`${near}\`?`,
      )
    },
  }
}

/** A flag with `yes` or `no`. */
export function yesNoFlag(flags: string, help: Help, group: Group = 'facts'): Flag<boolean> {
  const { read } = choiceFlag(flags, ['yes', 'no'], help, group)
  return { flags, help, group, read: (values, name) => read(values, name) === 'yes' }
}

/** A flag with a whole number from 0. */
export function countFlag(flags: string, help: Help, group: Group = 'main'): Flag<number> {
  return {
    flags,
    help,
    group,
    read: (values, name) => {
      const value = single(values, name)
      const count = /^\d{1,15}$/.test(value) ? Number(value) : null
      if (count === null)
        throw wrongValue(name, value, 'write a whole number from 0, digits only', 'FEIYU_USAGE_NOT_A_COUNT')
      return count
    },
  }
}

/** A flag with a day of the calendar. */
export function dateFlag(flags: string, help: Help, group: Group = 'main'): Flag<CivilDate> {
  return {
    flags,
    help,
    group,
    read: (values, name) => {
      const value = single(values, name)
      if (!isCivilDate(value))
        throw wrongValue(name, value, 'write a date of the calendar as YYYY-MM-DD', 'FEIYU_USAGE_NOT_A_DATE')
      return value
    },
  }
}

/** Gives a command its flags, with help in the language of the run. */
export function addFlags(command: Command, flags: Readonly<Record<string, Flag<unknown>>>, say: Messages): Command {
  for (const [key, flag] of Object.entries(flags)) {
    const option = new Option(flag.flags, flag.help(say)).helpGroup(say.help.groups[flag.group])
    if (option.attributeName() !== key)
      throw new TypeError(`flag \`${flag.flags}\` has to be called \`${option.attributeName()}\``)
    if (!option.isBoolean()) option.argParser((value: string, before: readonly string[] = []) => [...before, value])
    command.addOption(option)
  }
  return command
}

/**
 * Reads what commander found into the values of the flags.
 *
 * @throws UsageError for a value that the flag cannot take
 */
export function readFlags<S extends Readonly<Record<string, Flag<unknown>>>>(
  found: Readonly<Record<string, unknown>>,
  flags: S,
): FlagValues<S> {
  const values: Record<string, unknown> = {}
  for (const [key, flag] of Object.entries(flags)) {
    const raw = found[key]
    if (raw === undefined) continue
    const words = Array.isArray(raw) ? raw.map(String) : []
    values[key] = flag.read(words, flag.flags.split(' ').find((word) => word.startsWith('--')) ?? flag.flags)
  }
  // Every key was filled by the reader of its own flag, or is not there.
  return values as FlagValues<S>
}

function single(values: readonly string[], name: string): string {
  const [value, ...more] = values
  if (value === undefined) throw noValue(name)
  if (more.length > 0)
    throw new UsageError('FEIYU_USAGE_TWICE', `\`${name}\` is there ${values.length} times; write it once`)
  return value
}

function noValue(name: string): UsageError {
  return new UsageError('FEIYU_USAGE_NO_VALUE', `\`${name}\` has no value; write one after it`)
}

function wrongValue(name: string, value: string, whatToDo: string, code = 'FEIYU_USAGE_WRONG_VALUE'): UsageError {
  return new UsageError(code, `\`${name}\` cannot be \`${value}\`; ${whatToDo}`)
}
