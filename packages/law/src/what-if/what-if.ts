import type { Answer, Citation, Flip } from '../answer.ts'
import { decideStated } from '../engine/decide.ts'
import { caseOf } from '../engine/decide-leg.ts'
import type { Law } from '../engine/law.ts'
import { weightOf } from '../engine/legs.ts'
import { FactError } from '../errors.ts'
import type { FactScalar, StatedFacts } from '../facts/fact.ts'
import { stateFacts } from '../facts/state-facts.ts'
import { type Axis, axesOf, type ChangeTest, joined, type Region } from './axes.ts'
import { changeKey, type LegChanges, withChanges, withdrawn, withWithdrawals, writtenAnew } from './changes.ts'

/** More facts than this at once are no advice any more. */
const mostChanged = 3

/**
 * What would change a decided answer, each verified by deciding again. Over the facts that a handler may choose: the
 * smallest sets of changes that give a lighter pathway, none of which still does so with one change less. Over the counts
 * of persons: on which side of each line they would stand, one by one and never as a lever, because splitting volumes is
 * barred (个人信息出境标准合同办法 art. 4). Whatever stated fact would contradict a change is withdrawn by it (`eq: null`), so
 * that each can be written into the facts as it stands; `facts` are what was written.
 *
 * @throws FactError for facts that cannot be read
 */
export function whatIf(law: Law, facts: unknown, answer: Answer): readonly Flip[] {
  if (answer.kind !== 'decided') return []
  const stated = stateFacts(law, facts)
  const legs = [stated, ...(stated.hops ?? [])]
  const axes = legs.flatMap((leg, index) => axesOf(caseOf(law, leg, answer.asOf), index))
  const trial: Trial = { law, facts, stated, answer }
  return [
    ...lighterChanges(
      trial,
      axes.filter((axis) => axis.lever),
    ),
    ...axes.filter((axis) => !axis.lever).flatMap((axis) => linesOf(trial, axis)),
  ]
}

interface Trial {
  readonly law: Law
  /** As they were written. */
  readonly facts: unknown
  readonly stated: StatedFacts
  readonly answer: Answer
}

type Change = ReadonlyMap<Axis, Region>

/** The smallest sets first, so that whatever holds one that is already enough can be passed over. */
function lighterChanges(trial: Trial, axes: readonly Axis[]): readonly Flip[] {
  const enough: Change[] = []
  const flips: Flip[] = []
  for (let size = 1; size <= Math.min(mostChanged, axes.length); size++) {
    for (const change of changesOf(axes, size)) {
      if (enough.some((smaller) => contains(change, smaller))) continue
      const flip = tryOut(trial, change)
      if (flip?.lighter !== true) continue
      enough.push(change)
      flips.push(flip)
    }
  }
  return merged(flips)
}

/** One count on the other sides of its lines. */
function linesOf(trial: Trial, axis: Axis): readonly Flip[] {
  return merged(axis.regions.flatMap((region) => tryOut(trial, new Map([[axis, region]])) ?? []))
}

/** All choices of so many axes with one region of each. */
function* changesOf(axes: readonly Axis[], size: number): Generator<Change> {
  if (size === 0) yield new Map()
  else {
    for (const [index, axis] of axes.entries()) {
      for (const rest of changesOf(axes.slice(index + 1), size - 1))
        for (const region of axis.regions) yield new Map([[axis, region], ...rest])
    }
  }
}

function contains(change: Change, smaller: Change): boolean {
  return [...smaller].every(([axis, region]) => change.get(axis) === region)
}

/**
 * What the change leads to; nothing where the pathway stays, is not decided, or the facts would contradict each other. It is
 * tried on what was read, and what comes of it is decided once more on the facts as they would be written.
 */
function tryOut({ law, facts, stated, answer }: Trial, change: Change): Flip | null {
  const changes = withWithdrawals(law, stated, byLeg(change))
  const tried = decideAgain(() => withChanges(stated, changes), law, answer)
  if (tried?.kind !== 'decided' || tried.pathway === answer.pathway) return null
  const other = decideAgain(() => stateFacts(law, writtenAnew(facts, changes)), law, answer)
  if (other?.kind !== 'decided' || other.pathway !== tried.pathway) return null
  const tests = [...change].map(([axis, region]) => [axis.key, region.test] as const)
  const gone = [...changes].flatMap(([leg, values]) =>
    [...values].flatMap(([fact, value]) => (value === null ? [[changeKey(leg, fact), withdrawn] as const] : [])),
  )
  return {
    change: Object.fromEntries([...tests, ...gone]),
    to: other.pathway,
    lighter: isLighter(law, answer, other),
    lever: [...change.keys()].every((axis) => axis.lever),
    citations: citationsOf(other),
  }
}

function byLeg(change: Change): LegChanges {
  const legs = new Map<number, Map<string, FactScalar>>()
  for (const [{ leg, fact }, { value }] of change)
    legs.set(leg, (legs.get(leg) ?? new Map<string, FactScalar>()).set(fact, value))
  return legs
}

function decideAgain(state: () => StatedFacts, law: Law, { asOf }: Answer): Answer | null {
  try {
    return decideStated(law, state(), { asOf })
  } catch (error) {
    // A recipient elsewhere can break a chain of hops: then this is no change that anybody could make.
    if (error instanceof FactError) return null
    throw error
  }
}

function isLighter(law: Law, answer: Answer, other: Answer): boolean {
  if (answer.parts !== undefined) return weightOf(law, other.pathway) > weightOf(law, answer.pathway)
  return law.strictness.indexOf(other.pathway) > law.strictness.indexOf(answer.pathway)
}

function citationsOf(answer: Answer): readonly Citation[] {
  return [...new Set(answer.citations)]
}

/** Changes that differ in one interval that goes on in the other are one. */
function merged(flips: readonly Flip[]): readonly Flip[] {
  const found: Flip[] = []
  for (const flip of flips) {
    const previous = found.at(-1)
    const change = previous?.to === flip.to ? joinedChange(previous.change, flip.change) : null
    if (previous !== undefined && change !== null) found[found.length - 1] = { ...previous, change }
    else found.push(flip)
  }
  return found
}

function joinedChange(left: Flip['change'], right: Flip['change']): Flip['change'] | null {
  const names = Object.keys(left)
  const differing = names.filter((name) => !sameTest(left[name], right[name]))
  const [name, another] = differing
  if (name === undefined || another !== undefined || names.length !== Object.keys(right).length) return null
  const test = right[name] === undefined ? null : joined(left[name]!, right[name])
  return test === null ? null : { ...left, [name]: test }
}

function sameTest(left: ChangeTest | undefined, right: ChangeTest | undefined): boolean {
  if (left === undefined || right === undefined) return false
  return (['eq', 'in', 'ge', 'lt'] as const).every((key) => left[key] === right[key])
}
