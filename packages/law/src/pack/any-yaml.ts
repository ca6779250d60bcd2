import type { YamlTree } from './yaml-tree.ts'

/**
 * Reads the whole of YAML. Most packs never need the library, which is more than all the rest of this package: it is loaded
 * with the first file that does.
 *
 * @throws PackError with file and line of what cannot be read
 */
export async function readAnyYaml(file: string, text: string): Promise<YamlTree> {
  return (await import('./whole-yaml.ts')).wholeYaml(file, text)
}
