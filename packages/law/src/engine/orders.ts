import { byCodeUnit } from '@feiyu/core'
import { PackError } from '../errors.ts'

/**
 * One order out of several chains, each strictest first: what a chain says stays so. An extension names its own codes
 * between codes of the pack that it extends. Codes that no chain compares stand by name.
 *
 * @throws PackError when the chains contradict each other
 */
export function mergeOrders(chains: readonly (readonly string[])[]): readonly string[] {
  const before = new Map<string, Set<string>>()
  for (const chain of chains) {
    for (const [index, code] of chain.entries()) {
      const stricter = before.get(code) ?? new Set()
      const previous = chain[index - 1]
      if (previous !== undefined) stricter.add(previous)
      before.set(code, stricter)
    }
  }
  const order: string[] = []
  while (before.size > 0) {
    const [next] = [...before.keys()].filter((code) => before.get(code)?.size === 0).sort(byCodeUnit)
    if (next === undefined) {
      throw new PackError(
        'FEIYU_PACK_ORDER',
        `the packs contradict each other on which of \`${[...before.keys()].join('`, `')}\` is stricter; correct one`,
      )
    }
    order.push(next)
    before.delete(next)
    for (const stricter of before.values()) stricter.delete(next)
  }
  return order
}
