export { byCodeUnit, canonicalJson, type Json } from './canonical-json.ts'
export { ChunkLeaves, leafChunkBytes, type RunningHash } from './chunk-leaves.ts'
export {
  addDays,
  addMonths,
  addYears,
  type CivilDate,
  daysBetween,
  daysInMonth,
  isCivilDate,
  parseCivilDate,
  shanghaiDate,
  startOfYear,
  weekday,
} from './civil-date.ts'
export { type Category, type ClassTable, isSensitive, type TypeClass } from './class-table.ts'
export { type Clock, legalToday, systemClock } from './clock.ts'
export { type Digest, digestOf, digestOfJson } from './digest.ts'
export { DateError, FeiyuError } from './errors.ts'
export { nearest } from './nearest.ts'
export {
  addWorkingDays,
  type CountedDay,
  isWorkingDay,
  type WorkingCalendar,
  type WorkingYear,
} from './working-days.ts'
