import { assessCommand } from './assess/assess.command.ts'
import { checkCommand } from './check/check.command.ts'
import type { CommandLine } from './command-line.ts'
import { crossCommand } from './cross/cross.command.ts'
import { doctorCommand } from './doctor/doctor.command.ts'
import { initCommand } from './init/init.command.ts'
import { lawSearchCommand } from './law/law.command.ts'
import { logAuditCommand, logExportCommand, logProveCommand, logShowCommand } from './log/log.command.ts'
import {
  packsCheckCommand,
  packsDiffCommand,
  packsListCommand,
  packsReviewCommand,
  packsRowsCommand,
  packsShowCommand,
  packsSignCommand,
} from './packs/packs.command.ts'
import { packsImpactCommand, packsReplayCommand, packsShadowCommand } from './packs/records/records.command.ts'
import { packsTableExportCommand, packsTableImportCommand } from './packs/table/table.command.ts'
import { scanCommand } from './scan/scan.command.ts'
import {
  tallyDestroyCommand,
  tallyImportCommand,
  tallyRecountCommand,
  tallyShowCommand,
  tallySucceedCommand,
} from './tally/tally.command.ts'
import { verifyCommand } from './verify/verify.command.ts'

/** Every command, in the order of help. What a command runs is loaded when it is called, so that help is quick. */
export const commandLines: readonly CommandLine[] = [
  checkCommand,
  crossCommand,
  scanCommand,
  assessCommand,
  initCommand,
  verifyCommand,
  logShowCommand,
  logProveCommand,
  logExportCommand,
  logAuditCommand,
  tallyShowCommand,
  tallyImportCommand,
  tallyRecountCommand,
  tallySucceedCommand,
  tallyDestroyCommand,
  packsListCommand,
  packsShowCommand,
  packsCheckCommand,
  packsRowsCommand,
  packsTableExportCommand,
  packsTableImportCommand,
  packsDiffCommand,
  packsReviewCommand,
  packsSignCommand,
  packsImpactCommand,
  packsShadowCommand,
  packsReplayCommand,
  lawSearchCommand,
  doctorCommand,
]
