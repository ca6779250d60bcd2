import { assessCommand } from './assess/assess.command.ts'
import { checkCommand } from './check/check.command.ts'
import type { CommandLine } from './command-line.ts'
import { doctorCommand } from './doctor/doctor.command.ts'
import { initCommand } from './init/init.command.ts'
import { packsCheckCommand, packsListCommand, packsShowCommand } from './packs/packs.command.ts'
import { scanCommand } from './scan/scan.command.ts'

/** Every command, in the order of help. What a command runs is loaded when it is called, so that help is quick. */
export const commandLines: readonly CommandLine[] = [
  checkCommand,
  scanCommand,
  assessCommand,
  initCommand,
  packsListCommand,
  packsShowCommand,
  packsCheckCommand,
  doctorCommand,
]
