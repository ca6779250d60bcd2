import { quickYaml } from './quick-yaml.ts'
import { wholeYaml } from './whole-yaml.ts'
import { YamlNode } from './yaml-node.ts'

/** Parses one YAML file of a pack. YAML 1.2 core: no dates, no aliases, no duplicate keys. */
export function parseYaml(file: string, text: string): YamlNode {
  return new YamlNode(quickYaml(text) ?? wholeYaml(file, text), file)
}
