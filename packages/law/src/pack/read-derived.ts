import type { DerivedFact, Phase } from './pack.ts'
import { readWords } from './read-cells.ts'
import { readTerm } from './read-term.ts'
import type { YamlNode } from './yaml-node.ts'

const recognisers = ['secrecy-marking', 'phase', 'first-stated', 'among'] as const

/** Reads one row of `derived`: a fact that is made of stated ones by a recogniser of the closed set. */
export function readDerived(pack: string, name: string, node: YamlNode): DerivedFact {
  const kind = node.members(['recogniser'], ['source', 'seen', 'phases', 'words', 'sources', 'list', 'value'])
  const base = { name, pack, at: node.at }
  const recogniser = kind.recogniser.word(recognisers)
  switch (recogniser) {
    case 'secrecy-marking': {
      const { source } = node.members(['recogniser', 'source'], [])
      return { ...base, recogniser, source: source.string() }
    }
    case 'phase': {
      const { source, seen, phases, words } = node.members(['recogniser', 'source', 'phases'], ['seen', 'words'])
      const read = phases.items().map(readPhase)
      return {
        ...base,
        recogniser,
        source: source.string(),
        seen: seen?.string() ?? null,
        phases: read,
        words:
          words === null
            ? {}
            : readWords(
                words,
                read.map(({ is }) => is),
              ),
      }
    }
    case 'first-stated': {
      const { sources } = node.members(['recogniser', 'sources'], [])
      return { ...base, recogniser, sources: sources.items().map((source) => source.string()) }
    }
    case 'among': {
      const { source, list, value } = node.members(['recogniser', 'source', 'list', 'value'], [])
      return { ...base, recogniser, source: source.string(), list: list.string(), value: value.string() }
    }
    default:
      return recogniser satisfies never
  }
}

/** The first phase is a word; each later one says on which day, or after which, it begins. */
function readPhase(node: YamlNode, index: number): Phase {
  if (!node.isMap()) {
    if (index > 0) node.fail('FEIYU_PACK_BAD_PHASE', 'only the first phase has no beginning; give `on` or `dayAfter`')
    return { is: node.string(), starts: null }
  }
  const { is, on, dayAfter } = node.members(['is'], ['on', 'dayAfter'])
  if ((on === null) === (dayAfter === null))
    return node.fail(
      'FEIYU_PACK_BAD_PHASE',
      'a phase begins `on` the day of a term or on the `dayAfter`, one of the two',
    )
  const starts =
    on === null ? { on: 'day-after' as const, term: readTerm(dayAfter!) } : { on: 'day' as const, term: readTerm(on) }
  return { is: is.string(), starts }
}
