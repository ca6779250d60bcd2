import { choiceFlag, countFlag, dateFlag, listFlag, presenceFlag, textFlag, yesNoFlag } from '../../options/flag.ts'
import { readingFlags } from '../scan/reading-flags.ts'
import { columnFlags } from './column-flags.ts'
import { legalBases } from './legal-basis.ts'

/** Flags of `feiyu check`. */
export const checkFlags = {
  to: textFlag('--to <country>', (say) => say.flags.to),
  recipient: textFlag('--recipient <name>', (say) => say.flags.recipient),
  purpose: textFlag('--purpose <text>', (say) => say.flags.purpose),
  asOf: dateFlag('--as-of <date>', (say) => say.flags.asOf),
  expect: textFlag('--expect <pathway>', (say) => say.flags.expect),
  report: textFlag('--report <file>', (say) => say.law.report.flag),
  record: textFlag('--record <file>', (say) => say.records.flags.record),
  full: presenceFlag('--full', (say) => say.flags.report),
  facts: textFlag('--facts <file>', (say) => say.flags.facts, 'facts'),
  statements: textFlag('--statements <file>', (say) => say.flags.statements, 'facts'),
  fact: listFlag('--fact <name=value>', (say) => say.flags.fact, 'facts'),
  ciio: yesNoFlag('--ciio <yes|no>', (say) => say.flags.ciio),
  importantData: yesNoFlag('--important-data <yes|no>', (say) => say.flags.importantData),
  coreData: yesNoFlag('--core-data <yes|no>', (say) => say.flags.coreData),
  stateSecret: yesNoFlag('--state-secret <yes|no>', (say) => say.flags.stateSecret),
  openingOrdinary: countFlag('--opening-ordinary <persons>', (say) => say.flags.openingOrdinary, 'facts'),
  openingSensitive: countFlag('--opening-sensitive <persons>', (say) => say.flags.openingSensitive, 'facts'),
  exemption: textFlag('--exemption <kind>', (say) => say.flags.exemption, 'facts'),
  origin: textFlag('--origin <kind>', (say) => say.flags.origin, 'facts'),
  handler: textFlag('--handler <name>', (say) => say.flags.name, 'facts'),
  uscc: textFlag('--uscc <code>', (say) => say.flags.uscc, 'facts'),
  handlerColumn: textFlag('--handler-column <column>', (say) => say.flags.handlerColumn, 'facts'),
  register: textFlag('--register <name>', (say) => say.flags.register, 'facts'),
  author: textFlag('--author <name>', (say) => say.flags.author, 'facts'),
  basis: choiceFlag('--basis <ground>', legalBases, (say) => say.flags.basis, 'proof'),
  notice: textFlag('--notice <file>', (say) => say.flags.notice, 'proof'),
  pipia: textFlag('--pipia <file>', (say) => say.flags.pipia, 'proof'),
  consent: textFlag('--consent <file>', (say) => say.flags.consent, 'proof'),
  mechanism: textFlag('--mechanism <file>', (say) => say.flags.mechanism, 'proof'),
  exemptionProof: textFlag('--exemption-proof <file>', (say) => say.flags.exemptionProof, 'proof'),
  proof: listFlag('--proof <duty=file>', (say) => say.flags.proof, 'proof'),
  ...columnFlags,
  ...readingFlags,
}
