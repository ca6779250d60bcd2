/** A YAML value with the line on which it begins: what is left of a file once its layout is read. */
export type YamlTree =
  | { readonly kind: 'map'; readonly line: number; readonly entries: readonly (readonly [string, YamlTree])[] }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly YamlTree[] }
  | { readonly kind: 'scalar'; readonly line: number; readonly value: YamlScalar }

export type YamlScalar = string | number | boolean | null

/** The value as plain data. */
export function plainOf(tree: YamlTree): unknown {
  switch (tree.kind) {
    case 'map':
      return Object.fromEntries(tree.entries.map(([key, value]) => [key, plainOf(value)]))
    case 'list':
      return tree.items.map(plainOf)
    case 'scalar':
      return tree.value
    default:
      return tree satisfies never
  }
}
