import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { nearest } from '@feiyu/core'
import { type FactDefinition, isCountryCode, knownWord } from '@feiyu/law'

import { stringify } from 'yaml'
import type { Config } from '../config.ts'
import { InputError } from '../errors.ts'
import { type InputPart, InputPart as Part, parseInput } from '../inputs/document.ts'
import { readText } from '../inputs/read-file.ts'
import { handlerFacts, isHandlerFact, zones } from './handler-facts.ts'
import type { Statement } from './statement.ts'
import { isValidUscc } from './uscc.ts'

/** Facts of the law packs by name. */
export type KnownFacts = ReadonlyMap<string, FactDefinition>

const schema = 'statements/1'

/** The handler's standing statements live in the home, never in the working folder. */
export function statementsPath(config: Config): string {
  return join(config.home, 'feiyu.yaml')
}

/**
 * The statements of a file, each checked: known fact, value of its type, author, day. A file that is not there holds none
 * where `optional` says so.
 *
 * @throws InputError with the line
 */
export async function readStatements(
  path: string,
  known: KnownFacts,
  stdin: Readable,
  options: { readonly optional: boolean },
): Promise<readonly Statement[]> {
  let text: string
  try {
    text = await readText(path, stdin)
  } catch (error) {
    if (options.optional && error instanceof InputError && error.code === 'FEIYU_INPUT_MISSING') return []
    throw error
  }
  const root = new Part(parseInput(path, text)).closed(['schema', 'statements'])
  root.member('schema').word([schema])
  const statements = root
    .member('statements')
    .items()
    .map((part) => readStatement(part, known))
  const seen = new Set<string>()
  for (const [index, statement] of statements.entries()) {
    if (seen.has(statement.fact)) {
      throw new InputError('FEIYU_INPUT_TWICE', `\`${statement.fact}\` is stated twice; keep one`, {
        at: root.member('statements').items()[index]?.at,
      })
    }
    seen.add(statement.fact)
  }
  return statements
}

/** The text of a statements file. */
export function writeStatements(statements: readonly Statement[]): string {
  const head = [
    '# Standing statements of the handler: what stays true from one check to the next.',
    '# 数据处理者的长期申明。Each has an author, a day and an end; an expired one counts as unknown.',
    '',
  ]
  return `${head.join('\n')}${stringify({ schema, statements }, { lineWidth: 0 })}`
}

function readStatement(part: InputPart, known: KnownFacts): Statement {
  part.closed(['fact', 'value', 'by', 'on'], ['proof', 'until'])
  const fact = part.member('fact').text()
  const proof = part.member('proof')
  const until = part.member('until')
  return {
    fact,
    value: readValue(fact, part.member('value'), known, part.member('fact').at),
    by: part.member('by').text(),
    on: part.member('on').date(),
    proof: proof.value === null ? null : readDigest(proof),
    until: until.value === null ? null : until.date(),
  }
}

function readValue(fact: string, part: InputPart, known: KnownFacts, at: string): Statement['value'] {
  if (isHandlerFact(fact)) {
    switch (handlerFacts[fact]) {
      case 'uscc': {
        const code = part.text()
        if (isValidUscc(code)) return code
        throw part.wrong('a unified social credit code of 18 characters with a right check digit')
      }
      case 'zone':
        return part.word(zones)
      case 'count':
        return part.count()
      default:
        return part.text()
    }
  }
  const definition = known.get(fact)
  if (definition === undefined || definition.kind === 'open') throw unknownFact(fact, known, at)
  switch (definition.type) {
    case 'boolean':
      if (typeof part.value === 'boolean') return part.value
      throw part.wrong('true or false')
    case 'integer':
      return part.count()
    case 'enum':
      return knownWord(definition, String(part.value)) ?? part.word(definition.values)
    case 'country': {
      const code = part.text()
      if (isCountryCode(code) || definition.values.includes(code)) return code
      throw part.wrong('two capital letters, such as `DE`')
    }
    case 'date':
      return part.date()
    case 'string':
      return part.text()
    default:
      throw new InputError(
        'FEIYU_INPUT_NOT_STANDING',
        `\`${fact}\` is not a standing statement; put it into the facts of the check`,
        { at },
      )
  }
}

/** The error for a name that no pack knows, with the nearest one. */
export function unknownFact(name: string, known: KnownFacts, at?: string): InputError {
  const names = [...known.values()].filter((fact) => fact.kind !== 'open').map((fact) => fact.name)
  const near = nearest(name, [...names, ...Object.keys(handlerFacts)])
  const hint = near === undefined ? '`feiyu packs show cn` lists the facts' : `did you mean \`${near}\`?`
  return new InputError('FEIYU_FACT_UNKNOWN', `no pack knows the fact \`${name}\`; ${hint}`, { at })
}

function readDigest(part: InputPart): string {
  const text = part.text()
  if (/^sha256:[0-9a-f]{64}$/.test(text)) return text
  throw part.wrong('a digest, `sha256:` and 64 hexadecimal digits')
}
