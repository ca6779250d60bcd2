import type { Context } from '../../context.ts'
import type { ExitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import type { checkFlags } from './check.command.ts'
export async function runCheck(
  _context: Context,
  _args: readonly string[],
  _flags: FlagValues<typeof checkFlags>,
): Promise<ExitCode> {
  return 0
}
