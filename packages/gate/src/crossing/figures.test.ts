import { expect, test } from 'vitest'
import { CrossingFigures, stopEntry } from './figures.ts'

test('counts of chunks add up by kind, and what is nothing is left out', () => {
  const figures = new CrossingFigures()
  expect(figures.counts()).toEqual({})
  const none = { bytes: new Uint8Array(0), persons: [], personsSoFar: 4 }
  const chunk = { kind: 'clear' as const, ...none, rowsRead: 3, rowsReleased: 2 }
  figures.transformed({ ...chunk, counts: { dropped: { phone: 2 }, masked: {}, held: {}, withoutConsent: 1 } })
  figures.transformed({
    ...chunk,
    counts: { dropped: { phone: 1, card: 4 }, masked: {}, held: { x: 1 }, withoutConsent: 0 },
  })
  expect(figures).toMatchObject({ rowsRead: 6, persons: 4 })
  expect(figures.counts()).toEqual({ dropped: { phone: 3, card: 4 }, held: { x: 1 }, withoutConsent: 1 })
})

test('the first release is that of the first byte, not of an empty chunk', () => {
  const figures = new CrossingFigures()
  figures.released(0, 0, 1000)
  figures.released(2, 10, 2000)
  figures.released(3, 5, 3000)
  expect(figures).toMatchObject({ rowsReleased: 5, bytesReleased: 15, firstRelease: 2000 })
})

test('a stop is written without what is not known of it', () => {
  expect(stopEntry({ code: 'operator', row: null, column: null, type: null })).toEqual({ code: 'operator' })
  expect(stopEntry({ code: 'new-field', row: 3, column: 2, type: 'text' })).toEqual({
    code: 'new-field',
    row: 3,
    column: 2,
    type: 'text',
  })
})
