import { diffPacks, type FacetChange, type ItemChange, type PackDiff } from '@feiyu/law/packs'
import type { Context } from '../../context.ts'
import { type ExitCode, exitCode } from '../../exit-code.ts'
import { lastDay } from '../../i18n/last-day.ts'
import { type LawNames, lawNames } from '../../output/law-names.ts'
import { item, section } from '../../output/section.ts'
import { printable } from '../../output/width.ts'
import { readPacks } from '../../packs/read-packs.ts'

/** Prints what two versions of packs say otherwise, in words of law. A pack alone, or a folder of packs, on each side. */
export async function runPacksDiff(context: Context, args: readonly string[]): Promise<ExitCode> {
  const { out, say } = context
  const [before = '', after = ''] = args
  const [left, right, bundled] = [
    await readPacks(context, before),
    await readPacks(context, after),
    await readPacks(context),
  ]
  const diffs = diffPacks(left, right, bundled)
  out.document({ before, after, packs: diffs })
  if (diffs.length === 0) out.report(say.law.diff.same)
  const names = lawNames(context, [...bundled, ...left, ...right])
  for (const diff of diffs) reportPack(context, names, diff)
  return exitCode.ok
}

function reportPack(context: Context, names: LawNames, diff: PackDiff): void {
  const { out, say } = context
  const words = say.law.diff
  const version = (side: PackDiff['before']) => side?.version ?? words.none
  out.report('')
  out.report(out.paint.title(`${diff.id} ${version(diff.before)} → ${version(diff.after)}`))
  if (diff.onlyWords) out.report(`  ${words.onlyWords}`)
  for (const [kind, changes] of Map.groupBy(diff.changes, (change) => change.kind)) {
    section(
      out,
      words.kinds[kind],
      changes.map((change) => itemLines(context, names, change).join('\n')),
    )
  }
}

const signs = { added: '+', removed: '-', ended: '◼', changed: '~' } as const

function itemLines(context: Context, names: LawNames, change: ItemChange): readonly string[] {
  const { out, say } = context
  const words = say.law.diff
  const paint = { added: out.paint.good, removed: out.paint.bad, ended: out.paint.bad, changed: out.paint.wary }
  const name = change.title === null ? change.id : words.titled(change.title[context.language], change.id)
  const title = `${printable(name)}${say.terms.colon}${words.changes[change.change]}`
  // What a removed part said is no news to whoever removes it; the JSON has it.
  const facets = change.change === 'removed' ? [] : change.facets
  return [
    item(out, signs[change.change], title, { paint: paint[change.change] }),
    ...facets.map((one) => item(out, '·', facetText(context, names, one, change.change === 'added'), { indent: 4 })),
  ]
}

/** One sentence: `test “CIIO”: no → yes`, `now also rests on …`. */
function facetText(context: Context, names: LawNames, change: FacetChange, isNew: boolean): string {
  const { language } = context
  const words = context.say.law.diff
  const [kind = '', name = ''] = splitAspect(change.aspect)
  const isCite = /cite$/i.test(kind)
  const isTest = kind === 'when' && name !== ''
  const value = (facet: FacetChange['before']) => {
    if (facet === null) return words.nothing
    if (isCite) return names.citation(facet.text)
    if (kind === 'until') return lastDay(facet.text)
    return printable(
      facet.words?.[language] ?? words.values[kind]?.[facet.text] ?? names.outcome(facet.text) ?? facet.text,
    )
  }
  const known: Readonly<Record<string, string>> = words.aspects
  const called = known[kind] ?? kind
  const number = /^(\d+)(?: |$)/.exec(name)?.[1]
  const title = isTest ? words.test(names.fact(name)) : number === undefined ? called : words.numbered(called, number)
  const gone = change.after === null
  if (isCite || kind === 'overrides' || kind === 'yields') {
    const what = isCite ? value(change.after ?? change.before) : name
    if (isNew) return `${title}${context.say.terms.colon}${what}`
    return gone ? words.noLonger(title, what) : words.nowAlso(title, what)
  }
  if (isNew) return `${title}${context.say.terms.colon}${value(change.after)}`
  if (isTest && change.before === null) return words.newTest(title, value(change.after))
  if (isTest && gone) return words.goneTest(title, value(change.before))
  return `${title}${context.say.terms.colon}${value(change.before)} → ${value(change.after)}`
}

function splitAspect(aspect: string): readonly [string, string] {
  const space = aspect.indexOf(' ')
  return space < 0 ? [aspect, ''] : [aspect.slice(0, space), aspect.slice(space + 1)]
}
