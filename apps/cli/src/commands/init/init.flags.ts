import { choiceFlag, countFlag, dateFlag, listFlag, presenceFlag, textFlag, yesNoFlag } from '../../options/flag.ts'
import { zones } from '../../statements/handler-facts.ts'

/** Flags of `feiyu init`. */
export const initFlags = {
  name: textFlag('--name <name>', (say) => say.flags.name),
  uscc: textFlag('--uscc <code>', (say) => say.flags.uscc),
  zone: choiceFlag('--zone <zone>', zones, (say) => say.flags.zone),
  ciio: yesNoFlag('--ciio <yes|no>', (say) => say.flags.ciio, 'main'),
  stateOrgan: yesNoFlag('--state-organ <yes|no>', (say) => say.flags.stateOrgan, 'main'),
  openingOrdinary: countFlag('--opening-ordinary <persons>', (say) => say.flags.openingOrdinary),
  openingSensitive: countFlag('--opening-sensitive <persons>', (say) => say.flags.openingSensitive),
  fact: listFlag('--fact <name=value>', (say) => say.flags.standingFact),
  author: textFlag('--author <name>', (say) => say.flags.author),
  until: dateFlag('--until <date>', (say) => say.flags.until),
  proof: listFlag('--proof <fact=file>', (say) => say.flags.statementProof),
  statements: textFlag('--statements <file>', (say) => say.flags.statementsOut),
  force: presenceFlag('--force', (say) => say.flags.force),
}
