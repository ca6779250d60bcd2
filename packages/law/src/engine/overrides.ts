import { nearest } from '@feiyu/core'
import { PackError } from '../errors.ts'
import type { Rule } from '../pack/pack.ts'

/**
 * By rule, all rules that it overrides: those that it names (by id or by group), those that yield to it, and those that
 * they override. Being
 * stronger than a rule means being stronger than what that rule is stronger than, so priority never depends on order.
 *
 * @throws PackError when a name is unknown or a rule would override itself
 */
export function overridesOf(rules: readonly Rule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map(rules.map((rule) => [rule.id, new Set(named(rule, rule.overrides, rules))]))
  for (const rule of rules) for (const id of named(rule, rule.yields, rules)) direct.get(id)?.add(rule.id)
  const closed = new Map<string, ReadonlySet<string>>()
  const close = (id: string, path: readonly string[]): ReadonlySet<string> => {
    const known = closed.get(id)
    if (known !== undefined) return known
    if (path.includes(id)) {
      const at = rules.find((rule) => rule.id === id)?.at
      throw new PackError(
        'FEIYU_PACK_OVERRIDE_CYCLE',
        `rules override each other in a circle: ${[...path, id].join(' → ')}`,
        { at },
      )
    }
    const all = new Set<string>()
    for (const weaker of direct.get(id) ?? []) {
      all.add(weaker)
      for (const weakest of close(weaker, [...path, id])) all.add(weakest)
    }
    closed.set(id, all)
    return all
  }
  for (const rule of rules) close(rule.id, [])
  return closed
}

function named(rule: Rule, names: readonly string[], rules: readonly Rule[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const name of names) {
    const meant = rules.filter((other) => other.id === name || other.group === name)
    if (meant.length === 0) {
      const near = nearest(
        name,
        rules.flatMap((other) => [other.id, ...(other.group === null ? [] : [other.group])]),
      )
      throw new PackError(
        'FEIYU_PACK_UNKNOWN_NAME',
        `no rule or group is called \`${name}\`; ${near ? `did you mean \`${near}\`?` : 'take it out'}`,
        {
          at: rule.at,
        },
      )
    }
    for (const other of meant) found.add(other.id)
  }
  return found
}
