import { byCodeUnit } from '@feiyu/core'
import type { Pack, Wording } from '../pack/pack.ts'
import { type Facet, type Item, type ItemKind, itemKinds, itemsOf } from './facets.ts'
import { namesOf } from './names.ts'

/** One thing that a part of a pack says otherwise than before; `null` where it said, or says, nothing of it. */
export interface FacetChange {
  /** `when FACT`, `cite REFERENCE`, `overrides NAME`, or the name of a member. */
  readonly aspect: string
  readonly before: Facet | null
  readonly after: Facet | null
}

/** A part of a pack that changed. `ended`: nothing but its last day is new. */
export interface ItemChange {
  readonly kind: ItemKind
  readonly id: string
  /** What it is called, where its pack says so. */
  readonly title: Wording | null
  readonly change: 'added' | 'removed' | 'ended' | 'changed'
  /** All that an added or a removed part says; what is different of a changed one. */
  readonly facets: readonly FacetChange[]
}

/** What two versions of one pack say otherwise. */
export interface PackDiff {
  readonly id: string
  readonly before: PackVersion | null
  readonly after: PackVersion | null
  readonly changes: readonly ItemChange[]
  /** The files differ, but not in anything that they say: comments, layout, the list of changes. */
  readonly onlyWords: boolean
}

interface PackVersion {
  readonly version: string
  readonly digest: string
}

/** Compares packs by id in words of law. `others` give names to facts that neither side defines. */
export function diffPacks(
  before: readonly Pack[],
  after: readonly Pack[],
  others: readonly Pack[],
): readonly PackDiff[] {
  // Each side by its own numbers: a row that uses a parameter says another thing when the parameter changes.
  const [oldNames, newNames] = [namesOf([...others, ...before]), namesOf([...others, ...after])]
  const ids = [...new Set([...before, ...after].map((pack) => pack.id))].sort(byCodeUnit)
  return ids.flatMap((id) => {
    const [left, right] = [before, after].map((packs) => packs.find((pack) => pack.id === id))
    if (left?.digest === right?.digest) return []
    const changes = diffItems(
      left === undefined ? [] : itemsOf(left, oldNames),
      right === undefined ? [] : itemsOf(right, newNames),
    )
    return [{ id, before: versionOf(left), after: versionOf(right), changes, onlyWords: changes.length === 0 }]
  })
}

function versionOf(pack: Pack | undefined): PackVersion | null {
  return pack === undefined ? null : { version: pack.version, digest: pack.digest }
}

function diffItems(before: readonly Item[], after: readonly Item[]): readonly ItemChange[] {
  const key = (item: Item) => `${item.kind} ${item.id}`
  const [old, now] = [new Map(before.map((item) => [key(item), item])), new Map(after.map((item) => [key(item), item]))]
  const changes = [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [left, right] = [old.get(name), now.get(name)]
    const one = left ?? right
    if (one === undefined) return []
    const facets = diffFacets(left?.facets ?? nothing, right?.facets ?? nothing)
    if (facets.length === 0) return []
    return [{ kind: one.kind, id: one.id, title: (right ?? one).title, change: changeOf(left, right, facets), facets }]
  })
  return changes.sort((a, b) => itemKinds.indexOf(a.kind) - itemKinds.indexOf(b.kind) || byCodeUnit(a.id, b.id))
}

const nothing: ReadonlyMap<string, Facet> = new Map()

function diffFacets(before: ReadonlyMap<string, Facet>, after: ReadonlyMap<string, Facet>): readonly FacetChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((aspect) => {
    const [left, right] = [before.get(aspect) ?? null, after.get(aspect) ?? null]
    // The same text may mean another number: a parameter has a new value.
    const same = left?.text === right?.text && left?.words?.zh === right?.words?.zh
    return same ? [] : [{ aspect, before: left, after: right }]
  })
}

function changeOf(
  left: Item | undefined,
  right: Item | undefined,
  facets: readonly FacetChange[],
): ItemChange['change'] {
  if (left === undefined) return 'added'
  if (right === undefined) return 'removed'
  const [only, another] = facets
  return another === undefined && only?.aspect === 'until' && only.before === null ? 'ended' : 'changed'
}
