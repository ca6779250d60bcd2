import { choiceFlag, countFlag, dateFlag, listFlag, presenceFlag, textFlag } from '../../options/flag.ts'

/** Flags of `feiyu tally show`. */
export const tallyShowFlags = {
  uscc: textFlag('--uscc <code>', (say) => say.tally.flags.usccShow),
  year: countFlag('--year <year>', (say) => say.tally.flags.yearShow),
}

/** Flags of `feiyu tally import`. */
export const tallyImportFlags = {
  count: countFlag('--count <n>', (say) => say.tally.flags.count),
  sensitive: countFlag('--sensitive <n>', (say) => say.tally.flags.sensitive),
  file: listFlag('--file <file>', (say) => say.tally.flags.file),
  register: textFlag('--register <name>', (say) => say.flags.register),
  source: textFlag('--source <text>', (say) => say.tally.flags.source),
  by: textFlag('--by <name>', (say) => say.tally.flags.by),
  uscc: textFlag('--uscc <code>', (say) => say.tally.flags.uscc),
  year: countFlag('--year <year>', (say) => say.tally.flags.year),
}

/** Flags of `feiyu tally recount`. */
export const tallyRecountFlags = {
  field: textFlag('--field <column>', (say) => say.tally.flags.field),
  type: textFlag('--type <type>', (say) => say.tally.flags.type),
  as: choiceFlag('--as <class>', ['ordinary', 'sensitive', 'none'], (say) => say.tally.flags.as),
  withdraw: textFlag('--withdraw <article>', (say) => say.tally.flags.withdraw),
  permit: listFlag('--permit <id>', (say) => say.tally.flags.permit),
  reason: textFlag('--reason <text>', (say) => say.tally.flags.reason),
  by: listFlag('--by <name>', (say) => say.tally.flags.byTwo),
  uscc: textFlag('--uscc <code>', (say) => say.tally.flags.uscc),
  year: countFlag('--year <year>', (say) => say.tally.flags.year),
}

/** Flags of `feiyu tally succeed`. */
export const tallySucceedFlags = {
  from: textFlag('--from <code>', (say) => say.tally.flags.from),
  date: dateFlag('--date <date>', (say) => say.tally.flags.date),
  reason: textFlag('--reason <text>', (say) => say.tally.flags.reason),
  by: textFlag('--by <name>', (say) => say.tally.flags.by),
  uscc: textFlag('--uscc <code>', (say) => say.tally.flags.uscc),
  year: countFlag('--year <year>', (say) => say.tally.flags.year),
}

/** Flags of `feiyu tally destroy`. */
export const tallyDestroyFlags = {
  year: countFlag('--year <year>', (say) => say.tally.flags.yearDestroy),
  by: textFlag('--by <name>', (say) => say.tally.flags.by),
  yes: presenceFlag('--yes', (say) => say.tally.flags.yes),
  uscc: textFlag('--uscc <code>', (say) => say.tally.flags.uscc),
}
