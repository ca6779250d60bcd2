import type { Account, CountedBook, Persons } from '@feiyu/gate'
import type { Context } from '../../context.ts'
import { judge } from '../check/judge.ts'
import { underMechanism } from '../check/view-tally.ts'
import type { Prepared } from './prepared.ts'

/** One book of a crossing with the persons of its part, and what is asked once more while it is held. */
export function countedBook(context: Context, prepared: Prepared, index: number, account: Account | null): CountedBook {
  const { books, file } = prepared
  return {
    book: books[index]!.book,
    persons: file.parts[index]!.whole.persons(),
    mayBecome: account?.kind === 'counted' ? (upper) => mayBecome(prepared, index, upper) : null,
    mayCrossUnder: (persons) => mayCrossUnder(context, prepared, index, persons),
  }
}

/** Whether the law still says the same of this part with these figures. */
function mayBecome({ law, stated, file }: Prepared, index: number, upper: Persons): boolean {
  const { scanned, said, judged } = file.parts[index]!
  const { tally } = said
  if (tally === null) return false
  const now = { ...said, tally: { ...tally, upper, figures: { ...tally.figures, upper } } }
  const { answer } = judge(law, scanned.report, now, stated.asOf)
  return answer.kind === 'decided' && answer.pathway === judged.answer.pathway
}

/**
 * Whether all who crossed under the mechanism are still within its scale. What the others of a group hold is looked up
 * anew when the last book is asked: by then this crossing is reserved in theirs. Books are asked in the order of their
 * codes, so nobody waits for who waits for him.
 */
async function mayCrossUnder(
  context: Context,
  { stated, file, books }: Prepared,
  index: number,
  crossed: Persons,
): Promise<boolean> {
  const { mechanism } = stated.shown
  if (mechanism === null) return true
  let [ordinary, sensitive] = [crossed.ordinary, crossed.sensitive]
  for (const [other, { said }] of file.parts.entries()) {
    if (other === index) continue
    const isLast = index === books.length - 1
    const held = isLast ? await underMechanism(context, mechanism, books[other]!.uscc, null) : said.tally?.mechanism
    ordinary += held?.ordinary ?? 0
    sensitive += held?.sensitive ?? 0
  }
  return ordinary <= mechanism.persons.ordinary && sensitive <= mechanism.persons.sensitive
}
