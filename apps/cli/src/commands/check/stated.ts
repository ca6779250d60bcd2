import { type CivilDate, nearest } from '@feiyu/core'
import type { Registers } from '@feiyu/gate'
import { type Law, stateFacts } from '@feiyu/law'
import type { Context } from '../../context.ts'
import { StatementError, UsageError } from '../../errors.ts'
import { InputPart, parseInput } from '../../inputs/document.ts'
import { type ProofFile, readProof, readText } from '../../inputs/read-file.ts'
import type { FlagValues } from '../../options/flag.ts'
import { splitPair } from '../../options/pair.ts'
import { readRegisters } from '../../scanning/registers.ts'
import { readFactValue } from '../../statements/fact-value.ts'
import { type Statement, standingOn } from '../../statements/statement.ts'
import { readStatements, statementsPath } from '../../statements/statements-file.ts'
import { isValidUscc, wrongUscc } from '../../statements/uscc.ts'
import type { checkFlags } from './check.flags.ts'
import type { Shown } from './conditions.ts'
import { readCountry } from './country.ts'
import { FactSheet } from './fact-sheet.ts'
import { readMechanism } from './mechanism.ts'
import type { Opening, OpeningFigure } from './persons.ts'

export type CheckFlags = FlagValues<typeof checkFlags>

/** Everything that people said, read and checked before the file is touched. */
export interface Stated {
  readonly country: string
  readonly recipient: string | null
  readonly purpose: string | null
  readonly asOf: CivilDate
  readonly author: string
  /** Facts by name without those of the scan. */
  readonly facts: FactSheet
  readonly opening: Opening
  readonly shown: Shown
  /** Standing statements that no longer hold, or do not hold yet. */
  readonly lapsed: readonly Statement[]
  readonly handler: Handler
  /** With which account numbers those of the file are compared; drawn once, so that both passes say the same. */
  readonly registers: Registers
}

/** Who decides purpose and means, as far as it is known. */
export interface Handler {
  readonly name: string | null
  /** Unified social credit code: names the book in which persons are counted. */
  readonly uscc: string | null
}

/**
 * Reads flags, standing statements, facts file and proofs; a later one goes before an earlier one and the sheet remembers.
 *
 * @throws UsageError, InputError, StatementError, FactError for what cannot be used
 */
export async function readStated(context: Context, law: Law, flags: CheckFlags): Promise<Stated> {
  const asOf = flags.asOf ?? context.today
  const author = flags.author ?? context.config.account
  const country = readCountry(flags.to)
  const all = await readStatements(flags.statements ?? statementsPath(context.config), law.facts, context.stdin, {
    optional: flags.statements === undefined,
  })
  const inForce = all.filter((one) => standingOn(one, asOf) === 'in-force')
  const facts = new FactSheet()
  for (const one of inForce) {
    if (law.facts.has(one.fact))
      facts.state(one.fact, one.value, { from: 'statement', by: one.by, on: one.on, proof: one.proof })
  }
  if (flags.facts !== undefined) {
    for (const [name, value] of await factsOfFile(context, flags.facts)) {
      facts.state(name, value, { from: 'facts', by: author, on: context.today, proof: null })
    }
  }
  const proofs = await readProofs(law, flags)
  stateFlags(facts, law, flags, country, proofs, { by: author, on: context.today })
  // The law's own reading: unknown names, wrong types and two sources are told before a long scan.
  stateFacts(law, facts.values())
  const mechanism = flags.mechanism === undefined ? null : await readMechanism(context, flags.mechanism)
  return {
    country,
    recipient: flags.recipient ?? null,
    purpose: flags.purpose ?? null,
    asOf,
    author,
    facts,
    opening: openingOf(flags, inForce, { from: 'flag', by: author, on: context.today }),
    shown: { by: author, on: context.today, basis: flags.basis ?? null, mechanism, proofs },
    lapsed: all.filter((one) => !inForce.includes(one)),
    handler: handlerOf(flags, inForce),
    registers: readRegisters(context, flags.register),
  }
}

function handlerOf(flags: CheckFlags, statements: readonly Statement[]): Handler {
  if (flags.uscc !== undefined && !isValidUscc(flags.uscc)) throw wrongUscc()
  const standing = (fact: string) => {
    const value = statements.find((one) => one.fact === fact)?.value
    return typeof value === 'string' ? value : null
  }
  const uscc = flags.uscc ?? standing('handler_uscc')
  // A name of the statements belongs to their code, not to another one of the flags.
  const sameHandler = flags.uscc === undefined || flags.uscc === standing('handler_uscc')
  return { name: flags.handler ?? (sameHandler ? standing('handler_name') : null), uscc }
}

async function factsOfFile(context: Context, path: string): Promise<readonly (readonly [string, unknown])[]> {
  const document = parseInput(path, await readText(path, context.stdin))
  if (document.value === null) return []
  return new InputPart(document).entries().filter(([, value]) => value !== null)
}

async function readProofs(law: Law, flags: CheckFlags): Promise<ReadonlyMap<string, ProofFile>> {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['notice', flags.notice],
    ['pipia', flags.pipia],
    ['separate_consent', flags.consent],
    ['exemption_proven', flags.exemptionProof],
    ...(flags.proof ?? []).map((pair) => splitPair('--proof', pair)),
  ]
  const proofs = new Map<string, ProofFile>()
  for (const [name, path] of named) {
    if (path === undefined) continue
    refuseUnknownProof(law, name)
    if (proofs.has(name))
      throw new StatementError('FEIYU_STATEMENT_TWICE', `\`${name}\` is stated twice by the flags; state it once`)
    proofs.set(name, await readProof(path))
  }
  return proofs
}

/** A proof is of a duty, of a fact that is proven, or of the approval that a pathway asks for. */
function refuseUnknownProof(law: Law, name: string): void {
  const duties = law.packs.flatMap((pack) => pack.duties.map((duty) => duty.id))
  const facts = [...law.facts.values()]
    .filter((fact) => fact.type === 'boolean' && fact.kind === 'status')
    .map((fact) => fact.name)
  const known = [...duties, ...facts, 'approval']
  if (known.includes(name)) return
  const near = nearest(name, known)
  const hint = near === undefined ? '`feiyu packs show cn` lists duties and facts' : `did you mean \`${near}\`?`
  throw new UsageError('FEIYU_USAGE_UNKNOWN_PROOF', `no duty or fact \`${name}\` can be proven; ${hint}`)
}

function stateFlags(
  facts: FactSheet,
  law: Law,
  flags: CheckFlags,
  country: string,
  proofs: ReadonlyMap<string, ProofFile>,
  author: { readonly by: string; readonly on: CivilDate },
): void {
  const add = (name: string, value: unknown) => {
    if (value !== undefined) facts.state(name, value, { from: 'flag', ...author, proof: null })
  }
  add('destination', country)
  add('ciio', flags.ciio)
  add('important_data', flags.importantData)
  add('core_data', flags.coreData)
  add('state_secret', flags.stateSecret)
  for (const name of ['exemption', 'origin'] as const) {
    const word = flags[name]
    if (word !== undefined) add(name, readFactValue(name, word, law.facts))
  }
  for (const pair of flags.fact ?? []) {
    const [name, word] = splitPair('--fact', pair)
    add(name, readFactValue(name, word, law.facts))
  }
  // A file that proves a fact states it.
  for (const [name, file] of proofs) {
    if (law.facts.get(name)?.type !== 'boolean' || facts.get(name)?.from === 'flag') continue
    facts.state(name, true, { from: 'flag', ...author, proof: file.digest })
  }
}

function openingOf(
  flags: CheckFlags,
  statements: readonly Statement[],
  author: Omit<OpeningFigure, 'persons'>,
): Opening {
  const figure = (flag: number | undefined, fact: string): OpeningFigure | null => {
    if (flag !== undefined) return { persons: flag, ...author }
    const statement = statements.find((one) => one.fact === fact)
    if (typeof statement?.value !== 'number') return null
    return { persons: statement.value, from: 'statement', by: statement.by, on: statement.on }
  }
  return {
    ordinary: figure(flags.openingOrdinary, 'opening_ordinary'),
    sensitive: figure(flags.openingSensitive, 'opening_sensitive'),
  }
}
