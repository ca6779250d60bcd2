import { expect, it } from 'vitest'
import { mergeOrders } from './orders.ts'

it('puts the codes of an extension between those of its base, whatever the order of the packs', () => {
  const base = ['PROHIBITED', 'CONTRACT', 'FREE']
  const zone = ['CONTRACT', 'OFF_LIST', 'FREE']
  const sector = ['CONTRACT', 'REPORTED', 'OFF_LIST']
  const order = ['PROHIBITED', 'CONTRACT', 'REPORTED', 'OFF_LIST', 'FREE']
  expect(mergeOrders([base, zone, sector])).toEqual(order)
  expect(mergeOrders([sector, zone, base])).toEqual(order)
})

it('stands by name where no chain compares two codes', () => {
  expect(mergeOrders([['B'], ['A']])).toEqual(['A', 'B'])
})

it('refuses packs that contradict each other', () => {
  expect(() =>
    mergeOrders([
      ['A', 'B'],
      ['B', 'A'],
    ]),
  ).toThrow(expect.objectContaining({ code: 'FEIYU_PACK_ORDER', message: expect.stringMatching(/`A`, `B`/) }))
})
