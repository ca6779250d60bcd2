import { canonicalJson } from '@feiyu/core'
import { PackError } from '../errors.ts'
import type { Rule } from '../pack/pack.ts'
import { parseYaml } from '../pack/parse-yaml.ts'
import { readRules } from '../pack/read-rules.ts'
import { ruleYaml } from './rule-yaml.ts'

/**
 * The text of a decision with other rows: a row that says the same as before keeps its words, comments stay where they
 * were, those of a row that goes stand before the next one.
 *
 * @throws PackError when the rows of `before` do not begin at the left edge
 */
export function decisionText(file: string, before: string | null, rules: readonly Rule[]): string {
  const parts = before === null ? { blocks: [], rest: '' } : blocksOf(file, before)
  const wanted = new Set(rules.map((rule) => rule.id))
  const kept = new Map<string, Block & { readonly comments: string }>()
  let waiting = ''
  for (const block of parts.blocks) {
    waiting += block.comments
    if (!wanted.has(block.rule.id)) continue
    kept.set(block.rule.id, { ...block, comments: waiting })
    waiting = ''
  }
  const rows = rules.map((rule) => {
    const old = kept.get(rule.id)
    if (old === undefined) return ruleYaml(rule)
    return old.comments + (meaningOf(old.rule) === meaningOf(rule) ? old.body : ruleYaml(rule))
  })
  return rows.join('') + waiting + parts.rest
}

/** What a row says, whatever its words and the order of its tests. */
export function meaningOf(rule: Rule): string {
  const { pack: _pack, at: _at, question: _question, when, answer, dates, ...rest } = rule
  const meaning = {
    ...rest,
    when: Object.fromEntries(when.map(({ fact, test }) => [fact, test])),
    answer:
      answer.kind === 'pathway'
        ? answer.pathway
        : [...answer.parts].map(([name, part]) => [
            name,
            'pathway' in part
              ? part.pathway
              : { set: Object.fromEntries(part.set), from: Object.fromEntries(part.from) },
          ]),
    dates: Object.fromEntries(
      [...dates].map(([key, { after, term }]) => [key, { after, plus: term.plus, less: term.less }]),
    ),
  }
  return canonicalJson(meaning)
}

interface Block {
  readonly rule: Rule
  readonly comments: string
  readonly body: string
}

/** Parts the text into rows with the comments before them; what stands after the last row is the rest. */
function blocksOf(file: string, text: string): { readonly blocks: readonly Block[]; readonly rest: string } {
  const rules = readRules('', '', parseYaml(file, text))
  const lines = text.split(/(?<=\n)/)
  const starts = rules.map((rule) => {
    const line = Number(/:(\d+)$/.exec(rule.at)?.[1]) - 1
    if (lines[line]?.startsWith('- ') === true) return line
    throw new PackError('FEIYU_PACK_LAYOUT', 'a row does not begin with `- ` at the left edge; write it so', {
      at: rule.at,
    })
  })
  let done = 0
  const blocks = rules.map((rule, index) => {
    const start = starts[index]!
    let end = starts[index + 1] ?? lines.length
    while (end > start + 1 && /^(#|\s*$)/.test(lines[end - 1]!)) end--
    const block = { rule, comments: lines.slice(done, start).join(''), body: withLineEnd(lines.slice(start, end)) }
    done = end
    return block
  })
  // An empty list is written as `[]`; with rows after it that would be no list at all.
  const rest = lines.slice(done).filter((line) => rules.length > 0 || /^(#|\s*$)/.test(line))
  return { blocks, rest: rest.join('') }
}

function withLineEnd(lines: readonly string[]): string {
  const text = lines.join('')
  return text.endsWith('\n') ? text : `${text}\n`
}
