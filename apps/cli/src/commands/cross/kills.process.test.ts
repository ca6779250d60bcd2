import { crossingPoints, stopPoints } from '@feiyu/gate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KillBox } from '../../testing/kill-box.ts'

/** More of them belong to `npm run soak`. */
const randomKills = 4
const points = crossingPoints.filter((point) => !stopPoints.has(point))

let box: KillBox
beforeAll(async () => {
  box = await KillBox.create(400)
})
afterAll(() => box[Symbol.asyncDispose]())

test.each(points)('killed at the point %s: the log verifies, and the tally is not below the truth', async (point) => {
  expect(await box.kill(`${point}.csv`, { point })).toBe(true)
  expect(await box.wrongNow()).toEqual([])
})

test('killed at random moments: the same', async () => {
  for (let time = 0; time < randomKills; time++) {
    await box.kill(`random-${time}.csv`, { afterMs: 200 + ((time * 617) % 900) })
    expect(await box.wrongNow()).toEqual([])
  }
})

test('the next command closes what is open: tally and truth are the same, every file has its receipt', async () => {
  expect(await box.wrongAtEnd()).toEqual([])
  // Before the commit nothing is there; after it everything is.
  const begun = points.filter((point) => box.begun.includes(`${point}.csv`))
  const committed = begun.slice(begun.indexOf('committed')).map((point) => `${point}.csv`)
  expect((await box.crossed()).filter((name) => !name.startsWith('random'))).toEqual(committed)
})
