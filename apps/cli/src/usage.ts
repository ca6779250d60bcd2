import { nearest } from '@feiyu/core'
import type { Command, CommanderError } from 'commander'
import { UsageError } from './errors.ts'

const excess = /^error: too many arguments/

/**
 * Puts what commander found wrong into our own words, with a code and the nearest thing that exists. Commander hands over
 * the value only inside its sentence, between single quotes.
 */
export function usageError(error: CommanderError, args: readonly string[], program: Command): UsageError {
  const value = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  const command = activeCommand(args, program)
  switch (error.code) {
    case 'commander.unknownCommand':
      return suggest('FEIYU_USAGE_UNKNOWN_COMMAND', `unknown command \`${value}\``, value, commandNames(command))
    case 'commander.unknownOption': {
      const [flag = value] = value.split('=')
      return suggest('FEIYU_USAGE_UNKNOWN_FLAG', `unknown flag \`${flag}\``, flag, flagNames(command))
    }
    case 'commander.missingArgument':
      return new UsageError(
        'FEIYU_USAGE_NO_ARGUMENT',
        `\`${value}\` is missing; write it after \`feiyu ${pathOf(command)}\``,
      )
    case 'commander.optionMissingArgument':
      return new UsageError('FEIYU_USAGE_NO_VALUE', `\`${longFlag(value)}\` has no value; write one after it`)
    case 'commander.excessArguments':
      return new UsageError(
        'FEIYU_USAGE_TOO_MANY',
        `too many arguments for \`${pathOf(command)}\`; put quotes around a name with spaces`,
      )
    default:
      return new UsageError(
        'FEIYU_USAGE',
        `${error.message.replace(/^error: /, '').replace(excess, 'too many arguments')}; see \`feiyu --help\``,
      )
  }
}

function suggest(code: string, what: string, name: string, known: readonly string[]): UsageError {
  const near = nearest(name, known)
  return new UsageError(
    code,
    near === undefined ? `${what}; \`feiyu --help\` lists what there is` : `${what}; did you mean \`${near}\`?`,
  )
}

/** The command that the words before the first flag name. */
function activeCommand(args: readonly string[], program: Command): Command {
  let command = program
  for (const arg of args) {
    const next = command.commands.find((one) => one.name() === arg)
    if (next !== undefined) command = next
  }
  return command
}

function pathOf(command: Command): string {
  return command.parent?.parent ? `${command.parent.name()} ${command.name()}` : command.name()
}

function commandNames(command: Command): readonly string[] {
  const own = command.commands.map((one) => one.name())
  return own.length > 0 ? own : (command.parent?.commands.map((one) => one.name()) ?? [])
}

function flagNames(command: Command): readonly string[] {
  const own = command.options.flatMap((option) => option.long ?? [])
  return command.parent === null ? own : [...own, ...flagNames(command.parent)]
}

function longFlag(flags: string): string {
  return flags.split(/[ ,]+/).find((word) => word.startsWith('--')) ?? flags
}
