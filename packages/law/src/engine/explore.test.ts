import { expect, it } from 'vitest'
import type { FactScalar } from '../facts/fact.ts'
import { decisiveFacts, type Possibility } from './explore.ts'

/** A possibility with only what `decisiveFacts` looks at. */
function possibility(pathway: string, assigned: Readonly<Record<string, FactScalar>>): Possibility {
  return {
    assigned: new Map(Object.entries(assigned)),
    leaf: { kind: 'leaf', pathway, rules: [], view: { slots: [], keys: null, provisional: null, unlisted: null } },
  }
}

it('does not ask for a fact on which the tree splits but the pathway does not depend', () => {
  const possibilities = [
    possibility('P', { x: true, y: true }),
    possibility('Q', { x: true, y: false }),
    possibility('P', { x: false, y: true }),
    possibility('Q', { x: false, y: false }),
  ]
  expect(decisiveFacts(possibilities)).toEqual(['y'])
})

it('asks for a fact that matters only for some values of another', () => {
  const possibilities = [
    possibility('P', { x: true, y: true }),
    possibility('Q', { x: true, y: false }),
    possibility('P', { x: false }),
  ]
  expect(decisiveFacts(possibilities)).toEqual(['x', 'y'])
})
