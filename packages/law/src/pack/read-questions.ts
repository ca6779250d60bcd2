import type { FactScalar } from '../facts/fact.ts'
import { effects, type PathwayDefinition, type QuestionDefinition } from './pack.ts'
import { readCitations, readValidity } from './read-cells.ts'
import type { YamlNode } from './yaml-node.ts'

/** Outcomes of one question, strictest first. */
interface Outcomes {
  readonly pathways: readonly PathwayDefinition[]
  readonly strictness: readonly string[]
}

/** Reads `pathways.yaml`: the answers to `pathway`, what each does to the tally, and the next steps. */
export function readPathways(pack: string, node: YamlNode): Outcomes {
  const { pathways, strictness } = node.members(['pathways', 'strictness'], [])
  return {
    pathways: pathways.entries().map(([code, pathway]) => {
      const members = pathway.members(['zh', 'en', 'effect'], ['tally', 'tallyCite', 'steps'])
      if ((members.tally === null) !== (members.tallyCite === null))
        pathway.fail('FEIYU_PACK_BAD_PATHWAY', '`tally` needs `tallyCite`: what it rests on')
      return {
        ...outcome(pack, 'pathway', code, pathway, members),
        tally: members.tally?.word(['counted', 'side'] as const) ?? null,
        tallyCite: members.tallyCite === null ? [] : readCitations(members.tallyCite),
      }
    }),
    strictness: strictness.items().map((code) => code.string()),
  }
}

/** Reads `questions.yaml`: what else is asked, what has to be known for it, and the outcomes, strictest first. */
export function readQuestions(
  pack: string,
  node: YamlNode,
): { readonly questions: readonly QuestionDefinition[]; readonly outcomes: ReadonlyMap<string, Outcomes> } {
  const outcomes = new Map<string, Outcomes>()
  const questions = node.entries().map(([id, question]) => {
    const members = question.members(['zh', 'en'], ['asks', 'monotone', 'outcomes'])
    if (members.outcomes !== null) {
      const pathways = members.outcomes.entries().map(([code, row]) => {
        const read = row.members(['zh', 'en', 'effect'], ['steps'])
        return { ...outcome(pack, id, code, row, read), tally: null, tallyCite: [] }
      })
      outcomes.set(id, { pathways, strictness: pathways.map(({ code }) => code) })
    }
    return {
      id,
      pack,
      at: question.at,
      zh: members.zh.string(),
      en: members.en.string(),
      asks: members.asks?.items().map((fact) => fact.string()) ?? [],
      monotone: new Map(members.monotone?.entries().map(([fact, order]) => [fact, readOrder(order)] as const) ?? []),
    }
  })
  return { questions, outcomes }
}

function outcome(
  pack: string,
  question: string,
  code: string,
  node: YamlNode,
  members: { readonly zh: YamlNode; readonly en: YamlNode; readonly effect: YamlNode; readonly steps: YamlNode | null },
): Omit<PathwayDefinition, 'tally' | 'tallyCite'> {
  return {
    code,
    pack,
    at: node.at,
    question,
    zh: members.zh.string(),
    en: members.en.string(),
    effect: members.effect.word(effects),
    steps: (members.steps?.items() ?? []).map((step) => {
      const read = step.members(['zh', 'en', 'cite'], ['from', 'until'])
      return {
        zh: read.zh.string(),
        en: read.en.string(),
        cite: readCitations(read.cite),
        ...readValidity(read.from, read.until),
      }
    }),
  }
}

function readOrder(node: YamlNode): 'up' | readonly FactScalar[] {
  return node.isList() ? node.items().map((item) => item.scalar()) : node.word(['up'] as const)
}
