import { detectors, none } from '../detectors/detector.ts'
import type { TypeId } from '../vocabulary/value-types.ts'
import type { ColumnName, NameMatch } from './column-name.ts'
import type { Evidence } from './evidence.ts'
import { familyOf, isFormed } from './type-families.ts'
import { fitOf } from './type-fit.ts'

/** What a column is. */
export interface ColumnType {
  readonly type: TypeId
  /** Chance that this is right, 0.01 to 0.99. */
  readonly confidence: number
  /** Share of the values that are of the type by form or check digit; null where the type has no form. */
  readonly share: number | null
  /** Name and values disagree: the name says the type, the values could not be verified. */
  readonly isUnverified: boolean
}

/** Values that are wholly of one detector, by its code, among `values`. */
export interface WholeCounts {
  readonly values: number
  readonly whole: ArrayLike<number>
}

/** Log-odds of a type before anything is known. */
const prior = -5
/** What a name adds, by how well it matches. */
const nameWeight: Readonly<Record<NameMatch, number>> = { exact: 6, end: 5, inside: 2.5, initials: 3.5 }
/** What values without the form of the type that the name says take away at most: they may all be damaged. */
const leastDoubt = 1.5
/** Values that count: the eleventh says no more than the ten before it. */
const saturation = 10
/** Share of values of a type's form among values of that type: some are always damaged. */
const passShare = 0.97
/** A column is of a type by its values alone when half of them are. */
const leastShare = 0.5

/** Decides what a column is from its name, the values counted by check digits, and the forms of the first of them. */
export function decideType(name: ColumnName, counts: WholeCounts, evidence: Evidence): ColumnType {
  if (counts.values === 0) return withoutValues(name)
  const candidates = withoutGeneric(name, [
    ...detected(name, counts),
    ...shaped(name, evidence),
    ...named(name, evidence),
  ])
  let best: Candidate | null = null
  for (const candidate of candidates) {
    if (best === null || candidate.odds > best.odds || (candidate.odds === best.odds && candidate.p0 < best.p0))
      best = candidate
  }
  if (best === null || best.odds < 0) {
    const kept =
      name.hint !== null && name.hint.match !== 'inside'
        ? candidates.find(({ type }) => type === name.hint?.type)
        : undefined
    if (kept === undefined) return plain(evidence)
    return {
      type: kept.type,
      confidence: Math.max(0.3, confidenceOf(kept.odds)),
      share: kept.share,
      isUnverified: true,
    }
  }
  const isNamed = name.hint !== null && familyOf(name.hint.type) === familyOf(best.type)
  return {
    type: best.type,
    confidence: confidenceOf(best.odds),
    share: best.share,
    isUnverified: isNamed && best.share !== null && best.share < leastShare,
  }
}

interface Candidate {
  readonly type: TypeId
  readonly odds: number
  readonly p0: number
  readonly share: number | null
}

/** Forms that say less than a name: a date may be a birth date, a country a nationality. */
const generic: ReadonlySet<TypeId> = new Set(['date', 'timestamp', 'region'])

/** The candidates without the generic ones, where the values have the form of what the name says. */
function withoutGeneric(name: ColumnName, candidates: readonly Candidate[]): readonly Candidate[] {
  const named = name.hint?.type
  if (!candidates.some(({ type, share }) => type === named && share !== null && share >= leastShare)) return candidates
  return candidates.filter(({ type }) => type === named || !generic.has(type))
}

/** Types that detectors found as whole values. */
function detected(name: ColumnName, { values, whole }: WholeCounts): Candidate[] {
  const byType = new Map<TypeId, { hits: number; most: number; p0: number }>()
  for (let code = none + 1; code < detectors.length; code++) {
    const hits = whole[code]!
    if (hits === 0) continue
    const { type, p0 } = detectors[code]!
    const sum = byType.get(type) ?? { hits: 0, most: 0, p0: 1 }
    byType.set(type, {
      hits: sum.hits + hits,
      ...(hits > sum.most ? { most: hits, p0 } : { most: sum.most, p0: sum.p0 }),
    })
  }
  return [...byType].flatMap(([type, { hits, p0 }]) => candidate(name, type, hits, values, p0, false))
}

/** Types whose form the first values have. */
function shaped(name: ColumnName, evidence: Evidence): Candidate[] {
  return [...evidence.shapes.values()].flatMap(({ type, count, p0, needsName }) => {
    const isName = type === 'person_name' && name.hint === null && evidence.distinctShare < 0.3 && evidence.values > 20
    return isName ? [] : candidate(name, type, count, evidence.values, p0, needsName)
  })
}

function candidate(
  name: ColumnName,
  type: TypeId,
  hits: number,
  values: number,
  p0: number,
  needsName: boolean,
): Candidate[] {
  const bonus = nameBonus(name, type)
  if (bonus === 0 && (needsName || hits / values < leastShare)) return []
  const share = hits / values
  const weight = Math.min(values, saturation)
  const evidence = weight * (share * Math.log(passShare / p0) + (1 - share) * Math.log((1 - passShare) / (1 - p0)))
  const limited = bonus > 0 ? Math.max(evidence, -leastDoubt) : evidence
  return [{ type, odds: prior + bonus + limited, p0, share }]
}

/** The type that the name says, where its values have no form that could be checked. */
function named(name: ColumnName, evidence: Evidence): Candidate[] {
  if (name.hint === null) return []
  const { type, match } = name.hint
  if (isFormed(type)) return [{ type, odds: prior + nameWeight[match] - leastDoubt, p0: 1, share: 0 }]
  const fit = fitOf(type, evidence)
  const weight = fit === null ? 1 : fit >= 0.6 ? 1.5 : fit < 0.2 ? -3 : -1
  return [{ type, odds: -2 + nameWeight[match] - 1 + weight, p0: 1, share: fit }]
}

function nameBonus(name: ColumnName, type: TypeId): number {
  if (name.hint === null) return 0
  if (name.hint.type === type) return nameWeight[name.hint.match]
  const family = familyOf(type)
  return family !== type && family === familyOf(name.hint.type) ? nameWeight[name.hint.match] - 1 : 0
}

/** What values without a type of their own are: numbers, states, prose, codes. */
function plain(evidence: Evidence): ColumnType {
  const { values } = evidence
  const share = (count: number) => count / values
  const type: TypeId =
    share(evidence.numeric) >= 0.9
      ? 'number'
      : evidence.distinct <= Math.max(12, values * 0.05) && values > 20 && evidence.bytes / values < 40
        ? 'category_code'
        : share(evidence.prose) >= 0.2
          ? 'free_text'
          : 'opaque'
  return { type, confidence: 0.5, share: null, isUnverified: false }
}

function withoutValues(name: ColumnName): ColumnType {
  if (name.hint === null) return { type: 'empty', confidence: 0.99, share: null, isUnverified: false }
  return {
    type: name.hint.type,
    confidence: confidenceOf(nameWeight[name.hint.match] - 3),
    share: null,
    isUnverified: false,
  }
}

function confidenceOf(odds: number): number {
  return Math.round(Math.min(0.99, Math.max(0.01, 1 / (1 + Math.exp(-odds)))) * 100) / 100
}
