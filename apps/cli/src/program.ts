import { Command, CommanderError, Help, Option } from 'commander'
import { commandLines } from './commands/command-lines.ts'
import { type Environment, readConfig } from './config.ts'
import { type Context, createContext, type Overrides, type Streams } from './context.ts'
import { UsageError } from './errors.ts'
import { type ExitCode, exitCode } from './exit-code.ts'
import { type Language, languageFlag, languageOf } from './i18n/language.ts'
import type { Messages } from './i18n/messages.ts'
import { addFlags } from './options/flag.ts'
import { reportError } from './output/report-error.ts'
import { widthOf, wrap } from './output/width.ts'
import { usageError } from './usage.ts'
import { version } from './version.ts'

/**
 * Runs one command line and gives the exit code. Everything that goes wrong ends here as one clear error: text on
 * standard error, or one document on standard output with `--json`.
 */
export async function run(
  args: readonly string[],
  streams: Streams,
  { environment, ...overrides }: { readonly environment?: Environment } & Overrides = {},
): Promise<ExitCode> {
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args
  const json = own.includes('--json')
  const debug = own.includes('--debug')
  const flag = languageFlag(own)
  let context = bareContext(streams, flag, json)
  try {
    const config = readConfig(environment)
    context = createContext(config, streams, {
      language: flag ?? languageOf(config.locale),
      json,
      ...overrides,
    })
    return await runProgram(args, context)
  } catch (error) {
    return reportError(error, context, debug)
  }
}

/** A context for the words "the environment cannot be read". */
function bareContext(streams: Streams, flag: Language | null, json: boolean): Context {
  const config = { home: '', noColour: true, locale: null, account: '' }
  return createContext(config, streams, { language: flag ?? 'en', json })
}

async function runProgram(args: readonly string[], context: Context): Promise<ExitCode> {
  let code: ExitCode = exitCode.ok
  let printed = ''
  const program = createProgram(context.say, (text) => {
    printed += text
  })
  for (const line of commandLines) {
    const parent = line.parent === undefined ? program : parentCommand(program, line.parent, context.say)
    const command = parent
      .command(line.name)
      .description(line.about(context.say))
      .addHelpOption(new Option('-h, --help', context.say.help.help).hideHelp())
    for (const argument of line.arguments) command.argument(argument.name, argument.help(context.say))
    addFlags(command, line.flags, context.say)
    if (line.examples.length > 0) command.addHelpText('after', () => examples(line.examples, context.say))
    command.action(async () => {
      code = await line.run(context, command.args, command.opts())
    })
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) {
      print(context, error.code === 'commander.version' ? { version: version() } : { help: printed }, printed)
      return exitCode.ok
    }
    if (error.code === 'commander.help') {
      if (!context.out.json) {
        context.out.note(printed.trimEnd())
        return exitCode.usage
      }
      throw new UsageError('FEIYU_USAGE_NO_COMMAND', 'no command; `feiyu --help` lists them')
    }
    throw usageError(error, args, program)
  }
}

function print(context: Context, document: unknown, text: string): void {
  context.out.report(text.trimEnd())
  context.out.document(document)
}

function createProgram(say: Messages, write: (text: string) => void): Command {
  const program = new Command('feiyu')
    .description(say.help.about)
    .version(version(), '-V, --version', say.help.version)
    .helpOption('-h, --help', say.help.help)
    .helpCommand(`help ${say.help.words.command}`, say.help.helpCommand)
    .option('--lang <zh|en>', say.help.lang, (value) => {
      if (value !== 'zh' && value !== 'en') {
        throw new UsageError('FEIYU_USAGE_WRONG_VALUE', `\`--lang\` cannot be \`${value}\`; write one of \`zh, en\``)
      }
      return value
    })
    .option('--json', say.help.json)
    .option('--debug', say.help.debug)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ writeOut: write, writeErr: write, outputError: () => {} })
    .configureHelp(helpStyle(say))
  return program
}

function parentCommand(program: Command, name: keyof Messages['help']['parents'], say: Messages): Command {
  // `packs table` is the command `table` of the command `packs`.
  const [last = name, ...above] = name.split(' ').toReversed()
  const outer = above.toReversed().reduce((parent, word) => childOf(parent, word) ?? parent.command(word), program)
  return childOf(outer, last) ?? outer.command(last).description(say.help.parents[name]).helpCommand(false)
}

function childOf(parent: Command, name: string): Command | undefined {
  return parent.commands.find((command) => command.name() === name)
}

/** Help in the language of the run, with widths that count Chinese characters. */
function helpStyle(say: Messages): Partial<Help> {
  const titles: Readonly<Record<string, string>> = say.help.titles
  const plain = new Help()
  const inWords = (usage: string) =>
    usage.replace('[options]', `[${say.help.words.options}]`).replace('[command]', `[${say.help.words.command}]`)
  return {
    showGlobalOptions: true,
    displayWidth: widthOf,
    boxWrap: (text, width) => wrap(text, width).join('\n'),
    styleTitle: (title) => titles[title] ?? title,
    optionDescription: (option) => option.description,
    subcommandTerm: (command) => inWords(plain.subcommandTerm(command)),
    commandUsage: (command) => inWords(plain.commandUsage(command)),
  }
}

function examples(lines: readonly string[], say: Messages): string {
  return `\n${say.help.examples}\n${lines.map((line) => `  ${line}`).join('\n')}`
}
