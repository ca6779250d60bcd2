import type { Bound, Span, Term } from './pack.ts'
import { readBound } from './read-cells.ts'
import type { YamlNode } from './yaml-node.ts'

const spans = ['years', 'months', 'days', 'workingDays'] as const
const nothing: Bound = { value: 0 }

/** `{ years: 3, less: { workingDays: 60 } }`: a span after a day and, with `less`, back again. */
export function readTerm(node: YamlNode): Term {
  const { less, ...plus } = node.members([], [...spans, 'less'])
  return termOf(node, plus, less)
}

/** The same with the fact whose day it is counted from: `{ after: contract_effective, workingDays: 10 }`. */
export function readAfter(node: YamlNode): { readonly after: string; readonly term: Term } {
  const { after, less, ...plus } = node.members(['after'], [...spans, 'less'])
  return { after: after.string(), term: termOf(node, plus, less) }
}

type Members = { readonly [K in (typeof spans)[number]]: YamlNode | null }

function termOf(node: YamlNode, plus: Members, less: YamlNode | null): Term {
  if (spans.every((span) => plus[span] === null)) node.fail('FEIYU_PACK_BAD_TERM', `a term names ${spans.join(', ')}`)
  const none: Members = { years: null, months: null, days: null, workingDays: null }
  return { plus: spanOf(plus), less: spanOf(less === null ? none : less.members([], spans)), at: node.at }
}

function spanOf(members: Members): Span {
  const bound = (node: YamlNode | null): Bound => {
    if (node === null) return nothing
    const read = readBound(node)
    if ('value' in read && !(Number.isSafeInteger(read.value) && Number(read.value) >= 0))
      node.fail('FEIYU_PACK_BAD_TERM', 'a term is counted in whole numbers from 0')
    return read
  }
  return {
    years: bound(members.years),
    months: bound(members.months),
    days: bound(members.days),
    workingDays: bound(members.workingDays),
  }
}
