import type { Flip, Law } from '@feiyu/law'
import type { Context } from '../context.ts'
import { grouped } from './figures.ts'
import { factText, partName, pathwayText } from './law-words.ts'
import { item, section } from './section.ts'
import { printable } from './width.ts'

/** What a handler may choose to come to a lighter pathway; then the lines of the counts, which are shown and not offered. */
export function flipSections(context: Context, law: Law, flips: readonly Flip[]): void {
  const { out, say } = context
  const line = (flip: Flip) => item(out, '·', flipText(context, law, flip))
  section(out, say.assess.flips, flips.filter((flip) => flip.lever).map(line))
  const counts = flips.filter((flip) => !flip.lever)
  const remark = counts.length > 0 ? [out.paint.faint(item(out, ' ', say.assess.notOffered))] : []
  section(out, say.assess.lines, [...counts.map(line), ...remark])
}

/** One set of changes with what it leads to. */
export function flipText(context: Context, law: Law, flip: Flip): string {
  const { say } = context
  const withdrawn = Object.values(flip.change).some((test) => test.eq === null)
  const changed = Object.entries(flip.change).filter(([, test]) => test.eq !== null)
  const changes = changed.flatMap(([key, test]) =>
    Object.entries(test).map(([kind, bound]) => {
      const words = say.assess.test
      const write = kind === 'ge' || kind === 'lt' || kind === 'le' || kind === 'gt' ? words[kind] : words.eq
      const values = Array.isArray(bound) ? bound : [bound]
      return write(nameText(context, law, key), values.map((value) => valueText(context, law, key, value)).join(' / '))
    }),
  )
  const what = changes.join(say.terms.listComma)
  // Only counts of persons are ever withdrawn: beside data about nobody.
  return say.assess.flip(withdrawn ? say.assess.nobodyCounted(what) : what, pathwayText(context, law, flip.to))
}

function nameText(context: Context, law: Law, key: string): string {
  const { leg, fact } = partsOf(key)
  if (leg === null) return factText(context, law, fact)
  return `${partName(context, leg)}${context.say.terms.colon}${factText(context, law, fact)}`
}

function valueText(context: Context, law: Law, key: string, value: unknown): string {
  if (typeof value === 'number') return grouped(value)
  if (typeof value === 'boolean') return context.say.terms[value ? 'yes' : 'no']
  const words = law.facts.get(partsOf(key).fact)?.words[String(value)]
  return words === undefined ? printable(String(value)) : words[context.language]
}

/** `hops.2.destination` is the fact of one leg. */
function partsOf(key: string): { readonly leg: string | null; readonly fact: string } {
  const [, leg, fact] = /^(hops\.\d+)\.(.+)$/.exec(key) ?? []
  return leg === undefined || fact === undefined ? { leg: null, fact: key } : { leg, fact }
}
