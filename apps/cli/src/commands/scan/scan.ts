import type { Context } from '../../context.ts'
import type { ExitCode } from '../../exit-code.ts'
import type { FlagValues } from '../../options/flag.ts'
import type { scanFlags } from './scan.command.ts'
export async function runScan(
  _context: Context,
  _args: readonly string[],
  _flags: FlagValues<typeof scanFlags>,
): Promise<ExitCode> {
  return 0
}
