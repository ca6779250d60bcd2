export type {
  Account,
  Admission,
  Book,
  CountedField,
  Figures,
  Persons,
  Reservation,
  ReservationRequest,
  Segment,
  SegmentHead,
} from './ports/book.ts'
export type { Clock } from './ports/clock.ts'
export type { EvidenceLog, Published } from './ports/log.ts'
export type { Destination, Sink } from './ports/sink.ts'
export type { Source } from './ports/source.ts'
