import type { Context } from '../context.ts'
import type { ExitCode } from '../exit-code.ts'
import type { Messages } from '../i18n/messages.ts'
import { type Flag, type FlagValues, readFlags } from '../options/flag.ts'

export interface CommandArgument {
  /** As commander reads it: `<file...>`. */
  readonly name: string
  readonly help: (say: Messages) => string
}

/** One command: how it is called, and what it runs. */
export interface CommandLine {
  /** `packs` for `feiyu packs list`. */
  readonly parent?: keyof Messages['help']['parents']
  readonly name: string
  readonly about: (say: Messages) => string
  readonly arguments: readonly CommandArgument[]
  readonly flags: Readonly<Record<string, Flag<unknown>>>
  readonly examples: readonly string[]
  /** `found` is what commander found for the flags, not yet read. */
  run(context: Context, args: readonly string[], found: Readonly<Record<string, unknown>>): Promise<ExitCode>
}

interface Typed<S extends Readonly<Record<string, Flag<unknown>>>> extends Omit<CommandLine, 'flags' | 'run'> {
  readonly flags: S
  run(context: Context, args: readonly string[], flags: FlagValues<S>): Promise<ExitCode>
}

/** Ties the flags of a command to the values that its code gets. */
export function commandLine<S extends Readonly<Record<string, Flag<unknown>>>>(line: Typed<S>): CommandLine {
  return { ...line, run: (context, args, found) => line.run(context, args, readFlags(found, line.flags)) }
}
