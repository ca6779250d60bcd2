import type { en } from '../en/en.ts'
import { assess } from './assess.ts'
import { check } from './check.ts'
import { cross } from './cross.ts'
import { doctor } from './doctor.ts'
import { errors, flags, help, progress } from './help.ts'
import { home } from './home.ts'
import { init } from './init.ts'
import { law } from './law.ts'
import { log } from './log.ts'
import { packs } from './packs.ts'
import { records } from './records.ts'
import { scan } from './scan.ts'
import { tally } from './tally.ts'
import { terms } from './terms.ts'
import { verify } from './verify.ts'

/** The Chinese catalogue. Terms follow the statutes. */
export const zh: typeof en = {
  help,
  flags,
  progress,
  errors,
  terms,
  scan,
  assess,
  check,
  cross,
  init,
  packs,
  records,
  law,
  log,
  verify,
  tally,
  doctor,
  home,
}
