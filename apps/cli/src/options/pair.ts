import { UsageError } from '../errors.ts'

/**
 * Splits `name=value` at the first equals sign.
 *
 * @throws UsageError when one of the two is missing
 */
export function splitPair(flag: string, pair: string): readonly [string, string] {
  const at = pair.indexOf('=')
  const name = pair.slice(0, Math.max(at, 0)).trim()
  const value = pair.slice(at + 1).trim()
  if (at <= 0 || name === '' || value === '') {
    throw new UsageError(
      'FEIYU_USAGE_PAIR',
      `\`${flag}\` wants \`name=value\`; write both, without spaces around the sign`,
    )
  }
  return [name, value]
}
