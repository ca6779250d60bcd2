import { canonicalJson, type Json } from '@feiyu/core'

/** How a decision begins that `cross` kept in the home: canonical JSON, its first member by name. */
const keptBegins = '{"authors":'

/**
 * The records on a line, each as a line of its own: those of a decision that `cross` kept in the home, or the line itself.
 * Anything else is for whoever reads the records to refuse.
 */
export function recordLines(line: string): readonly string[] {
  if (!line.startsWith(keptBegins)) return [line]
  try {
    const { schema, records } = JSON.parse(line) as { readonly schema?: unknown; readonly records?: unknown }
    if (schema === 'feiyu.decision/1' && Array.isArray(records)) return records.map((one) => canonicalJson(one as Json))
  } catch {
    // No JSON: refused below with file and line, as any other line is.
  }
  return [line]
}
