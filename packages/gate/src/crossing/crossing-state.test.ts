import { expect, test } from 'vitest'
import { type CrossingEvent, type CrossingState, crossingTable, next } from './crossing-state.ts'

const states = Object.keys(crossingTable) as readonly CrossingState[]
const eventsOf = (state: CrossingState) => Object.keys(crossingTable[state]) as readonly CrossingEvent[]

test('between two releases lie all five steps, in their order', () => {
  const path: CrossingState[] = []
  const walk = (state: CrossingState, depth: number) => {
    if (depth === 0) return
    path.push(state)
    if (state === 'release') {
      expect(path.slice(-6)).toEqual(['inspect', 'transform', 'count', 'meter', 'hash', 'release'])
    }
    for (const event of eventsOf(state)) walk(next(state, event), depth - 1)
    path.pop()
  }
  walk('open', 16)
})

test('nothing is settled that was neither committed nor taken away, nothing closed that was not settled', () => {
  const before = (target: CrossingState) =>
    states.filter((state) => eventsOf(state).some((event) => next(state, event) === target))
  expect(before('settle')).toEqual(['commit', 'abort'])
  expect(before('close')).toEqual(['settle'])
  expect(before('closed')).toEqual(['close'])
  expect(before('commit')).toEqual(['release'])
  expect(before('open')).toEqual([])
})

test('every state comes to an end, and a stop leads to it from everywhere before the commit', () => {
  const reaches = (state: CrossingState, seen: readonly CrossingState[] = []): boolean =>
    state === 'closed' ||
    (!seen.includes(state) && eventsOf(state).some((event) => reaches(next(state, event), [...seen, state])))
  for (const state of states) expect(reaches(state), state).toBe(true)
  for (const state of ['open', 'inspect', 'count', 'meter', 'release', 'commit'] as const) {
    expect(next(state, 'stopped')).toBe('abort')
  }
})

test('an event that a state does not know is a bug, and said to be one', () => {
  for (const [state, event] of [
    ['open', 'committed'],
    ['inspect', 'released'],
    ['closed', 'opened'],
    ['settle', 'stopped'],
  ] as const) {
    expect(() => next(state, event)).toThrowError(expect.objectContaining({ code: 'FEIYU_CROSSING_ORDER' }))
  }
})
