import type { Persons } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { grouped } from '../../output/figures.ts'
import { table } from '../../output/table.ts'
import { printable } from '../../output/width.ts'

/** Rows of a name with ordinary and sensitive persons. */
export function personsTable(
  { out, say }: Context,
  title: string,
  rows: readonly { readonly name: string; readonly persons: Persons }[],
): string {
  const { columns } = say.tally
  return table(
    [
      { title, grow: true },
      { title: columns.ordinary, align: 'right' },
      { title: columns.sensitive, align: 'right' },
    ],
    rows.map(({ name, persons }) => [printable(name), grouped(persons.ordinary), grouped(persons.sensitive)]),
    { width: out.width, indent: 2, heading: out.paint.faint },
  )
}
