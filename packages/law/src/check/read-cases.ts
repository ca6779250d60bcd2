import { byCodeUnit } from '@feiyu/core'
import { folderOf, type PackFiles } from '../pack/load-pack.ts'
import { type AnswerDate, answerDates } from '../pack/pack.ts'
import { parseYaml } from '../pack/parse-yaml.ts'
import type { YamlNode } from '../pack/yaml-node.ts'

/** A sentence of law that can be run: facts on a day, and what has to be answered. */
export interface PackCase {
  readonly name: string
  readonly at: string
  readonly asOf: string
  /** Packs without which it cannot be run: a flow over several places. */
  readonly needs: readonly string[]
  readonly facts: unknown
  readonly expect: Expectation
}

export interface Expectation {
  readonly pathway: string
  /** Exact sets, order free. */
  readonly missing: readonly string[] | null
  readonly possible: readonly string[] | null
  readonly fallback: string | null
  /** At least these. */
  readonly reviewFlags: readonly string[]
  readonly duties: readonly string[]
  readonly ordinaryCount: number | null
  readonly sensitiveCount: number | null
  readonly perFlow: ReadonlyMap<string, string> | null
  readonly perEntity: ReadonlyMap<string, string> | null
  /** Days by the key of the answer. */
  readonly dates: ReadonlyMap<AnswerDate, string>
  /** The pathway of each leg. */
  readonly parts: readonly string[] | null
  /** `instrument#article` that are, or are not, among the citations; without article any of the instrument. */
  readonly cite: readonly string[]
  readonly notCite: readonly string[]
}

/** Reads `cases/*.yaml` of a pack. */
export function readCases(files: PackFiles): readonly PackCase[] {
  return Object.keys(files)
    .filter((path) => path.startsWith('cases/') && path.endsWith('.yaml'))
    .sort(byCodeUnit)
    .flatMap((path) =>
      parseYaml(`${folderOf(files)}${path}`, files[path]!)
        .items()
        .map(readCase),
    )
}

function readCase(node: YamlNode): PackCase {
  const { name, asOf, facts, expect, needs } = node.members(
    ['name', 'asOf', 'facts', 'expect'],
    ['confidence', 'needs'],
  )
  return {
    name: name.string(),
    at: node.at,
    asOf: asOf.date(),
    needs: needs?.items().map((pack) => pack.string()) ?? [],
    facts: facts.toJson(),
    expect: readExpectation(expect),
  }
}

function readExpectation(node: YamlNode): Expectation {
  const members = node.members(
    ['pathway'],
    [
      'missing',
      'possible',
      'fallback',
      'reviewFlags',
      'duties',
      'ordinary_count',
      'sensitive_count',
      'per_flow',
      'per_entity',
      ...answerDates,
      'parts',
      'cite',
      'notCite',
    ],
  )
  const words = (list: YamlNode | null) => list?.items().map((item) => item.string()) ?? null
  const byName = (map: YamlNode | null) =>
    map === null ? null : new Map(map.entries().map(([name, value]) => [name, value.string()] as const))
  return {
    pathway: members.pathway.string(),
    missing: words(members.missing),
    possible: words(members.possible),
    fallback: members.fallback?.string() ?? null,
    reviewFlags: words(members.reviewFlags) ?? [],
    duties: words(members.duties) ?? [],
    ordinaryCount: members.ordinary_count?.integer() ?? null,
    sensitiveCount: members.sensitive_count?.integer() ?? null,
    perFlow: byName(members.per_flow),
    perEntity: byName(members.per_entity),
    dates: new Map(
      answerDates.flatMap((name) => {
        const day = members[name]
        return day === null ? [] : [[name, day.date()] as const]
      }),
    ),
    parts: words(members.parts),
    cite: words(members.cite) ?? [],
    notCite: words(members.notCite) ?? [],
  }
}
