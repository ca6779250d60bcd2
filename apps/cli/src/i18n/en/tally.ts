export const tally = {
  aboutShow: 'persons of the year by handler: what law counts, reserved, side ledgers, recipients',
  aboutImport: 'add exports of this year outside Feiyu, as a number or from a file of identifiers',
  aboutRecount: 'read the crossings of the year anew after a class, an exemption or the scan was corrected',
  aboutSucceed: 'take over the book of a handler that was succeeded: a merger or a division',
  aboutDestroy: 'destroy a book three years after the end of its year; its totals stay',
  flags: {
    from: 'code of the handler that was succeeded',
    date: 'day of the succession',
    yearDestroy: 'civil year of the book',
    yes: 'destroy it; without it nothing is changed',
    uscc: 'code of the handler (default: that of feiyu.yaml)',
    usccShow: 'only the books of this handler',
    yearShow: 'only the books of this year',
    year: 'civil year in Shanghai (default: this one)',
    count: 'persons with ordinary personal information',
    sensitive: 'persons with sensitive personal information',
    file: 'file that tells the persons apart; may be used several times',
    source: 'where the figure comes from',
    by: 'who answers for it',
    field: 'column whose class is corrected',
    type: 'type whose class is corrected, in all columns',
    as: 'what it counts as',
    withdraw: 'article of the exemption that was withdrawn, as `tally show` writes it',
    permit: 'only this crossing; may be used several times',
    reason: 'why',
    byTwo: 'who answers for it; a figure that falls needs two, so write it twice',
  },
  none: 'No crossing has been counted in this home yet.',
  book: (uscc: string, year: number) => `${uscc} · ${year}`,
  columns: { figure: '', ordinary: 'ordinary', sensitive: 'sensitive', name: 'name', kind: 'kind of key' },
  figures: {
    upper: 'what law counts',
    opening: 'outside Feiyu',
    settled: 'crossed',
    reserved: 'reserved by open crossings',
    lower: 'at least',
  },
  precision: {
    none: () => 'Nobody is counted yet.',
    exact: (bits: number) => `Exact: all persons are told apart by one kind of key, of ${bits} bits.`,
    'upper-bound': (bits: number) =>
      `An upper bound: persons are told apart by several kinds of key, of ${bits} bits, or stated as a number; one person may count more than once.`,
  },
  alone: (count: string) =>
    `Account numbers of ${count} ${count === '1' ? 'crossing or import' : 'crossings or imports'} are compared with no others, because nobody named their system with --register: one person may count more than once.`,
  kinds: 'By kind of key',
  keyless: 'rows without a key',
  side: 'Side ledgers: kept, not counted',
  recipients: 'By recipient',
  scenarios: 'By scenario',
  fields: 'Fields that were counted',
  field: (path: string, type: string, isSensitive: boolean) =>
    `${path} (${type}): ${isSensitive ? 'sensitive' : 'ordinary'}`,
  openings: 'Exports outside Feiyu',
  opening: (ordinary: string, sensitive: string, how: 'number' | 'identifiers', source: string, by: string) =>
    `${ordinary} ordinary, ${sensitive} sensitive, ${how === 'number' ? 'stated as a number' : 'told apart'}: ${source} (${by})`,
  noOpening: 'Exports of this year outside Feiyu: nobody has said; `feiyu tally import` adds them, also 0.',
  predecessors: 'Taken over',
  predecessor: (uscc: string, date: string, reason: string, by: string) => `${uscc} since ${date}: ${reason} (${by})`,
  closed: (successor: string | null) =>
    `Closed: ${successor === null ? 'kept long enough' : `taken over by ${successor}`}. Nothing is added any more.`,
  succeeded: (from: string, into: string, year: number) =>
    `The book of ${from} of ${year} is now part of that of ${into}.`,
  twice: 'A person of both handlers counts twice: each told persons apart under a key of its own. Never too few.',
  wouldDestroy: (uscc: string, year: number, from: string) =>
    `The book of ${uscc} of ${year} may be destroyed from ${from} on.`,
  sayYes: 'Nothing was destroyed. With --yes its persons and its key are gone for good; its totals stay.',
  destroyed: (uscc: string, year: number) => `The book of ${uscc} of ${year} is destroyed.`,
  totalsStay: 'Its totals stay in the home and in the log.',
  lost: (count: number) =>
    `${count === 1 ? 'A book' : `${count} books`} that the log knows ${count === 1 ? 'is' : 'are'} not here: nobody can say who was counted. Put back the newest copy of the whole home.`,
  totals: 'Destroyed books, of which the totals stay',
  total: (uscc: string, year: number, ordinary: string, sensitive: string, day: string, by: string) =>
    `${uscc} · ${year}: ${ordinary} ordinary, ${sensitive} sensitive; destroyed on ${day} (${by})`,
  recounts: 'Recounts',
  recount: (at: string, ordinary: string, sensitive: string, reason: string, by: string) =>
    `${at}: before it ${ordinary} ordinary, ${sensitive} sensitive. ${reason} (${by})`,
  open: (count: string) =>
    `${count} ${count === '1' ? 'crossing is' : 'crossings are'} not settled; the next command that changes this home closes those that broke.`,
  imported: (ordinary: string, sensitive: string) => `Added ${ordinary} ordinary, ${sensitive} sensitive.`,
  recounted: (crossings: string) => `${crossings} ${crossings === '1' ? 'crossing' : 'crossings'} read anew.`,
  before: 'before',
  after: 'after',
  line: (category: 'ordinary' | 'sensitive', line: string, before: string | null, after: string | null) =>
    `Line of ${line} ${category}: ${after === null ? 'not reached' : `reached on ${after}`}${before === after ? '' : `; before: ${before === null ? 'not reached' : `on ${before}`}`}`,
  reached:
    'A line is reached that was not: suspend what is no longer lawful, and run `feiyu check` again for each flow.',
}
