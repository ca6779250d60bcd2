import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { addYears, type CivilDate } from '@feiyu/core'
import type { Context } from '../../context.ts'
import { HomeError, StatementError, UsageError } from '../../errors.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { makePrivateFolder, writeDurably } from '../../home/durable-write.ts'
import { readProof } from '../../inputs/read-file.ts'
import type { FlagValues } from '../../options/flag.ts'
import { splitPair } from '../../options/pair.ts'
import { factText } from '../../output/law-words.ts'
import { item, section } from '../../output/section.ts'
import { table } from '../../output/table.ts'
import { printable } from '../../output/width.ts'
import { readLaw } from '../../packs/read-packs.ts'
import { readFactValue } from '../../statements/fact-value.ts'
import { isHandlerFact } from '../../statements/handler-facts.ts'
import type { Statement } from '../../statements/statement.ts'
import { statementsPath, writeStatements } from '../../statements/statements-file.ts'
import { isValidUscc, wrongUscc } from '../../statements/uscc.ts'
import { type Draft, type DraftFact, standingFacts } from './draft.ts'
import type { initFlags } from './init.flags.ts'

/** Records the handler's standing statements: asked for on a terminal, taken from flags elsewhere. */
export async function runInit(context: Context, flags: FlagValues<typeof initFlags>): Promise<ExitCode> {
  const { out, say } = context
  const law = await readLaw(context)
  const path = flags.statements ?? statementsPath(context.config)
  if (flags.force !== true && (await exists(path))) throw alreadyThere(path)
  const stated = draftFromFlags(flags, law.facts)
  const draft = context.interactive
    ? await (await import('./ask.ts')).askDraft(context, law, stated)
    : complete(context, stated)
  if (draft === null) {
    out.note(say.init.cancelled)
    return exitCode.usage
  }
  const proofs = await readProofs(flags.proof ?? [], draft)
  const statements = draft.facts.map(
    ({ fact, value }): Statement => ({
      fact,
      value,
      by: draft.author,
      on: context.today,
      proof: proofs.get(fact) ?? null,
      until: untilOf(fact, draft.until, context.today),
    }),
  )
  if (flags.statements === undefined) await makePrivateFolder(dirname(path))
  if (!(await writeDurably(path, writeStatements(statements), { replace: flags.force === true })))
    throw alreadyThere(path)
  const missing = standingFacts.filter((fact) => !statements.some((statement) => statement.fact === fact))
  out.document({ path, statements, missing })
  if (!out.json) report(context, (name) => factText(context, law, name), path, statements, missing)
  return exitCode.ok
}

function draftFromFlags(
  flags: FlagValues<typeof initFlags>,
  known: Parameters<typeof readFactValue>[2],
): Partial<Draft> & { facts: readonly DraftFact[] } {
  if (flags.uscc !== undefined && !isValidUscc(flags.uscc)) {
    throw wrongUscc()
  }
  const facts: DraftFact[] = []
  const add = (fact: string, value: DraftFact['value'] | undefined) => {
    if (value === undefined) return
    if (facts.some((one) => one.fact === fact)) {
      throw new UsageError('FEIYU_USAGE_STATED_TWICE', `\`${fact}\` is stated twice; state it once`)
    }
    facts.push({ fact, value })
  }
  add('handler_name', flags.name)
  add('handler_uscc', flags.uscc)
  add('region', flags.zone)
  add('ciio', flags.ciio)
  add('state_organ', flags.stateOrgan)
  add('opening_ordinary', flags.openingOrdinary)
  add('opening_sensitive', flags.openingSensitive)
  for (const pair of flags.fact ?? []) {
    const [name, text] = splitPair('--fact', pair)
    add(name, readFactValue(name, text, known))
  }
  return {
    facts,
    ...(flags.author === undefined ? {} : { author: flags.author }),
    ...(flags.until === undefined ? {} : { until: flags.until }),
  }
}

/** Off a terminal nothing is asked: author and at least one statement have to be there. */
function complete(context: Context, stated: Partial<Draft> & { facts: readonly DraftFact[] }): Draft {
  if (stated.author === undefined) {
    throw new UsageError(
      'FEIYU_USAGE_NO_AUTHOR',
      '`--author` is missing; every statement has an author, name who states this',
    )
  }
  if (stated.facts.length === 0) {
    throw new UsageError(
      'FEIYU_USAGE_NOTHING_STATED',
      'nothing is stated; give at least `--name`, `--uscc`, `--zone` or `--ciio`',
    )
  }
  const until = stated.until ?? addYears(context.today, 1)
  if (until < context.today) {
    throw new UsageError('FEIYU_USAGE_WRONG_VALUE', `\`--until\` cannot be \`${until}\`; name a day that is not over`)
  }
  return { facts: stated.facts, author: stated.author, until }
}

async function readProofs(pairs: readonly string[], draft: Draft): Promise<ReadonlyMap<string, string>> {
  const proofs = new Map<string, string>()
  for (const pair of pairs) {
    const [fact, file] = splitPair('--proof', pair)
    if (!draft.facts.some((one) => one.fact === fact)) {
      throw new StatementError(
        'FEIYU_STATEMENT_PROOF_OF_NOTHING',
        `\`--proof\` names \`${fact}\`, which is not stated; state it or take the proof away`,
      )
    }
    proofs.set(fact, (await readProof(file)).digest)
  }
  return proofs
}

/** An opening balance is about one civil year and ends with it. */
function untilOf(fact: string, until: CivilDate, today: CivilDate): CivilDate {
  if (fact !== 'opening_ordinary' && fact !== 'opening_sensitive') return until
  const yearEnd = `${today.slice(0, 4)}-12-31`
  return until < yearEnd ? until : lastOfYear(today)
}

function lastOfYear(day: CivilDate): CivilDate {
  // 31 December exists in every year.
  return `${day.slice(0, 4)}-12-31` as CivilDate
}

function report(
  context: Context,
  words: (fact: string) => string,
  path: string,
  statements: readonly Statement[],
  missing: readonly string[],
): void {
  const { out, say } = context
  const { columns, names } = say.init
  const label = (fact: string) => (isHandlerFact(fact) ? names[fact] : words(fact))
  const zones: Readonly<Record<string, string>> = say.init.zones
  const value = ({ fact, value: one }: Statement) => {
    if (typeof one === 'boolean') return say.terms[one ? 'yes' : 'no']
    return fact === 'region' ? (zones[String(one)] ?? String(one)) : printable(String(one))
  }
  out.report(say.init.written(path))
  out.report('')
  out.report(
    table(
      [
        { title: columns.fact, grow: true },
        { title: columns.value, grow: true },
        { title: columns.by, grow: true },
        { title: columns.until },
      ],
      statements.map((one) => [label(one.fact), value(one), printable(one.by), one.until ?? say.terms.none]),
      { width: out.width, indent: 2, heading: out.paint.faint },
    ),
  )
  section(
    out,
    say.init.notStated,
    missing.map((fact) => item(out, '?', label(fact), { paint: out.paint.wary })),
  )
  out.report('')
  out.report(say.init.next)
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw new HomeError('FEIYU_HOME_UNUSABLE', `\`${path}\` cannot be looked at; check the rights of its folder`, {
      cause: error,
    })
  }
}

function alreadyThere(path: string): UsageError {
  return new UsageError('FEIYU_USAGE_EXISTS', `\`${path}\` is there already; \`--force\` replaces it`)
}
