import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CallExpression, type Expression, type NewExpression, parseSync, Visitor } from 'oxc-parser'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** A sentence that the sources say about packs: what is put into it stands as `x`. */
export interface PackMessage {
  readonly file: string
  /** `null` where only a helper knows it. */
  readonly code: string | null
  readonly message: string
}

/** Helpers that take the sentence alone and know its code. */
const helpers = ['bad', 'refused']

/**
 * Every sentence of the sources that stands beside a code `FEIYU_PACK_…`, is given to one of the helpers, says what is
 * `wrong` with a cell, or is returned by a function that says what is wrong and what to do; each of its variants, where it
 * depends on something.
 */
export function packMessages(): readonly PackMessage[] {
  return ['packages/law/src', 'apps/cli/src']
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.test.ts') && !/\/(testing|i18n)\//.test(path))
    .sort()
    .flatMap((file) => messagesOf(file, readFileSync(join(root, file), 'utf8')))
}

function messagesOf(file: string, source: string): readonly PackMessage[] {
  if (!/FEIYU_PACK_|PackError|[wW]rong|[pP]roblem/.test(source)) return []
  const { program } = parseSync(file, source)
  const constants: { readonly name: string; readonly value: Expression; readonly start: number }[] = []
  new Visitor({
    VariableDeclarator: ({ id, init, start }) => {
      if (id.type === 'Identifier' && init !== null) constants.push({ name: id.name, value: init, start })
    },
  }).visit(program)
  const constant = (name: string, before: number) =>
    constants
      .filter((one) => one.name === name && one.start < before)
      .sort((left, right) => right.start - left.start)[0]
  const found: PackMessage[] = []
  const texts = (node: Expression, depth = 0): readonly string[] | null => {
    if (depth > 8) return null
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'string' ? [node.value] : null
      case 'TemplateLiteral':
        return node.quasis.reduce<readonly string[]>(
          (before, { value }, index) => {
            const part = index === 0 ? [''] : (texts(node.expressions[index - 1]!, depth + 1) ?? ['x'])
            return before.flatMap((text) => part.map((one) => `${text}${one}${value.cooked ?? ''}`))
          },
          [''],
        )
      case 'ConditionalExpression': {
        const sides = [texts(node.consequent, depth + 1), texts(node.alternate, depth + 1)]
        return sides.every((side) => side === null) ? null : sides.flatMap((side) => side ?? ['x'])
      }
      case 'Identifier': {
        const known = constant(node.name, node.start)
        return known === undefined ? null : texts(known.value, depth + 1)
      }
      case 'ArrowFunctionExpression':
        return node.body.type === 'BlockStatement' ? null : texts(node.body, depth + 1)
      default:
        return null
    }
  }
  const add = (code: string | null, node: unknown) => {
    // What is made of parts alone hands on the sentence of another place.
    for (const message of texts(node as Expression) ?? [])
      if (/[a-wyz]/i.test(message)) found.push({ file, code, message })
  }
  const codesIn = (node: Expression) => (texts(node) ?? []).filter((text) => text.startsWith('FEIYU_PACK_'))
  const called = ({ callee, arguments: given }: CallExpression | NewExpression) => {
    const values = given.filter((one): one is Expression => one.type !== 'SpreadElement')
    const at = values.findIndex((value) => codesIn(value).length > 0)
    const message = values[at + 1]
    if (at >= 0 && message !== undefined) for (const code of codesIn(values[at]!)) add(code, message)
    else if (callee.type === 'Identifier' && helpers.includes(callee.name)) add(null, values.at(-1))
  }
  // `… is wrong; do this`
  const returned = (node: Expression | null) => {
    const both = (texts(node as Expression) ?? []).filter((text) => /[a-z`] ?; [a-z]/.test(text))
    if (file.startsWith('packages/law/src/')) for (const message of both) found.push({ file, code: null, message })
  }
  new Visitor({
    ReturnStatement: ({ argument }) => argument !== null && returned(argument),
    ArrowFunctionExpression: ({ body }) => body.type !== 'BlockStatement' && returned(body),
    CallExpression: called,
    NewExpression: called,
    ObjectExpression: ({ properties }) => {
      const member = (name: string) =>
        properties.flatMap((one) =>
          one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === name ? [one.value] : [],
        )[0]
      const wrong = member('wrong')
      if (wrong !== undefined) add(null, wrong)
      const code = member('code')
      const message = member('message') ?? member('say')
      if (code !== undefined && message !== undefined) for (const one of codesIn(code)) add(one, message)
    },
  }).visit(program)
  return found
}
