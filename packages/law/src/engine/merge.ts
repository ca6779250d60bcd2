import { canonicalJson, type Json } from '@feiyu/core'
import { PackError } from '../errors.ts'

interface Item {
  readonly pack: string
  readonly at: string
}

/** Items by key; a key that is there twice is an error that names both packs. */
export function merge<T extends Item>(
  items: readonly T[],
  key: (item: T) => string,
  what: string,
): ReadonlyMap<string, T> {
  return put(items, key, what, () => false)
}

/** The same, but two packs that stand alone may both define a name when they say exactly the same of it. */
export function mergeSame<T extends Item>(
  items: readonly T[],
  key: (item: T) => string,
  what: string,
): ReadonlyMap<string, T> {
  return put(items, key, what, (left, right) => meaning(left) === meaning(right))
}

function put<T extends Item>(
  items: readonly T[],
  key: (item: T) => string,
  what: string,
  same: (left: T, right: T) => boolean,
): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const item of items) {
    const other = found.get(key(item))
    if (other === undefined) found.set(key(item), item)
    else if (!same(other, item)) {
      throw new PackError(
        'FEIYU_PACK_DUPLICATE',
        `${what} \`${key(item)}\` is defined twice, in \`${other.pack}\` (${other.at}) and \`${item.pack}\`; rename one`,
        { at: item.at },
      )
    }
  }
  return found
}

/** What an item says, without where it stands; steps of outcomes may differ from question to question. */
function meaning(item: Item): string {
  const { pack: _pack, at: _at, ...rest } = item
  const plain = Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'question' && name !== 'steps'))
  // Definitions are plain data; what is not (a `Map`) would be empty here and never is part of a fact or an outcome.
  return canonicalJson(plain as unknown as Json)
}
