import { type Explanation, explain, type Law } from '@feiyu/law'
import type { Checked } from './checked.ts'

/**
 * Why the check says what it says, and why not another pathway. Where the answer holds whatever crossed earlier in the
 * year, it is explained with the persons of this file alone; an outcome that only fewer persons would allow is left out.
 */
export function explainChecked(law: Law, { judged, stated }: Pick<Checked, 'judged' | 'stated'>): Explanation {
  const floors = Object.fromEntries(judged.whatever.map((name) => [name, judged.floors.get(name)]))
  const explanation = explain(law, { ...judged.facts.values(), ...floors }, { asOf: stated.asOf })
  const { possible } = judged.answer
  return {
    ...explanation,
    instead: explanation.instead.filter((other) => other.why !== 'open' || possible.includes(other.pathway)),
  }
}
