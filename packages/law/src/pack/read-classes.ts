import type { ClassRule, ClassSettings } from './pack.ts'
import { readCitations, readValidity } from './read-cells.ts'
import type { YamlNode } from './yaml-node.ts'

const categories = ['business', 'personal', 'sensitive', 'credential'] as const

/** Reads `classes/*.yaml`: by type of value, what it counts as on which days. */
export function readClasses(node: YamlNode): { classes: readonly ClassRule[]; settings: ClassSettings } {
  const { types, sensitiveBelowAge } = node.members(['types'], ['sensitiveBelowAge'])
  return {
    classes: types.entries().flatMap(([type, rows]) =>
      rows.items().map((row) => {
        const { from, until, person, object, cite } = row.members(['from', 'person', 'object', 'cite'], ['until'])
        return {
          type,
          ...readValidity(from, until),
          person: person.word(categories),
          object: object.word(categories),
          cite: readCitations(cite),
          at: row.at,
        }
      }),
    ),
    settings: {
      sensitiveBelowAge: (sensitiveBelowAge?.items() ?? []).map((row) => {
        const { from, until, age, cite } = row.members(['from', 'age', 'cite'], ['until'])
        return { ...readValidity(from, until), age: age.integer(), cite: readCitations(cite) }
      }),
    },
  }
}
