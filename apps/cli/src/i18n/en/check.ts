export const check = {
  about: 'may this file cross, why, and what would make it lawful',
  file: 'the file to judge',
  title: (file: string, country: string, recipient: string | null) =>
    recipient === null ? `${file} → ${country}` : `${file} → ${recipient}, ${country}`,
  onDay: (day: string) => `judged on ${day}`,
  verdict: {
    may: 'MAY CROSS NOW',
    notYet: (count: number) => `NOT YET: ${count} ${count === 1 ? 'condition is' : 'conditions are'} missing`,
    never: 'MUST NOT CROSS',
    open: 'NOT DECIDED YET',
    fault: 'NO ANSWER',
  },
  data: 'The file',
  persons: {
    title: 'Persons',
    thisFile: 'this file',
    opening: 'earlier this year',
    isNew: 'of them new in the book',
    book: 'the book before this file',
    reserved: 'of these, reserved by crossings under way',
    year: 'this year, with this file',
    ordinary: 'ordinary',
    sensitive: 'sensitive',
    notStated: 'not stated',
    atLeast: (count: string) => `≥ ${count}`,
    stated: (by: string, on: string) => `stated by ${by} on ${on}`,
    both: 'A person with both kinds stands in both counts.',
    side: 'Under this pathway these persons stand in the side ledger: kept, not counted against the lines of the year.',
    alone:
      'Account numbers are compared within this file alone, so a person who crossed before may count again: name their system with --register NAME, always the same name for the same system.',
    whatever: 'How many crossed earlier this year was not stated; whatever it is, the pathway is the same.',
  },
  group: {
    title: 'Legal persons',
    handler: 'code',
    pathway: 'pathway',
    each: 'Rows count in the book of their legal person; a person of two stands in both. Behind the arrow: its year with this file.',
    strictest: (pathway: string) => `Lines are each legal person’s; the strictest answer is the file’s: ${pathway}`,
  },
  missing: 'Missing, most decisive first',
  keep: 'feiyu init keeps what stays true from one check to the next',
  stillPossible: 'Then one of these',
  conditions: {
    title: 'Before the first byte',
    met: 'there',
    proof: (digest: string, by: string, on: string) => `${digest}, shown by ${by} on ${on}`,
    supply: (flag: string) => `supply it with ${flag}`,
    or: ' or ',
    kinds: {
      SCC: 'a filed standard contract',
      CERTIFICATION: 'a certificate',
      SECURITY_ASSESSMENT: 'a passed security assessment',
    },
    never: 'nothing makes this lawful here',
    approval: 'approval of the competent authority, or of a lawyer where the law is open',
    mechanism: (kinds: string) => `a mechanism in force: ${kinds}`,
    provenFact: (fact: string) => `what shows that ${fact} is true`,
    credentials: (columns: string) => `no passwords or keys in the data: drop ${columns}`,
    uncleared: (column: string, what: string, count: string, row: string) =>
      `nothing hidden in ${column}: ${count} × ${what}, first in row ${row}`,
    orClear: 'the gate stops it unless it is taken out, or you say that it may cross:',
    neverClear: 'no gate lets it pass, whoever says that it may',
    undecodable: (column: string, rows: string, row: string) =>
      `text in ${column} that can be read for certain: ${rows} ${rows === '1' ? 'row is' : 'rows are'} not so, first row ${row}`,
    orDecode: 'name the encoding with --encoding, or save the file as UTF-8; else take the column out',
    recipient: 'overseas recipient',
    purpose: 'purpose',
    basis: 'legal basis',
    basisUnknown: 'only where consent is the legal basis: say first whether it is',
    otherBasis: (basis: string) => `the legal basis is another one: ${basis}`,
    bases: {
      consent: 'consent',
      contract: 'contract with the individual',
      hr: 'human resources management',
      statutory: 'statutory duty',
      emergency: 'emergency',
      'public-interest': 'news and supervision in the public interest',
      public: 'information already public',
      'other-law': 'another law or regulation',
    },
    mismatch: {
      kind: (fits: string) => `it is another kind; this pathway takes: ${fits}`,
      notYet: (from: string) => `it is in force from ${from} only`,
      ended: (until: string) => `it ended on ${until}`,
      recipient: 'it names another recipient, or --recipient is missing',
      country: (country: string) => `it is for ${country}`,
      purpose: 'it names another purpose, or --purpose is missing',
      scale: {
        ordinary: (covered: string, persons: string) =>
          `it covers ${covered} ${covered === '1' ? 'person' : 'persons'} with ordinary information; with this file it would be ${persons}`,
        sensitive: (covered: string, persons: string) =>
          `it covers ${covered} ${covered === '1' ? 'person' : 'persons'} with sensitive information; with this file it would be ${persons}`,
      },
      fields: (names: string) => `it does not cover the columns ${names}`,
    },
  },
  lighter: {
    title: 'What would make it lighter',
    drop: (columns: string) => `drop ${columns}`,
    dropOrTokenise: (columns: string) => `drop ${columns}, or put tokens in place of the values`,
    tokenise: (columns: string) => `put tokens in place of ${columns}`,
    subject: (column: string) => `if ${column} tells persons apart, say so: --subject ${column}`,
    exemptions: 'only if it is true and can be shown: --exemption KIND --exemption-proof FILE',
    exemption: (kind: string, pathway: string) => `${kind} → ${pathway}`,
    none: 'no column alone, and no small set of them, leads to a lighter pathway',
    becomes: (pathway: string) => `→ ${pathway}`,
    token:
      'Tokens do not lower the number of persons: pseudonymised data is still personal, and its persons still count.',
    split:
      'Sending the same persons in smaller parts changes nothing: the year is counted as a whole, and splitting is barred.',
  },
  notes: {
    title: 'Also',
    expired: (fact: string, until: string) => `the statement of ${fact} ended on ${until}: it counts as unknown`,
    notYet: (fact: string, on: string) =>
      `the statement of ${fact} is of ${on}, after the day judged on: it counts as unknown`,
    overruled: (fact: string, now: string, before: string) =>
      `${fact}: the ${now} goes before the ${before}, which says otherwise`,
    handler: 'the handler is not recorded yet: feiyu init',
    unchanged: (columns: string) =>
      `masked or generalised, but judged and counted as they stand, because what is left of a value is still about its person: ${columns}`,
  },
  sources: { scan: 'scan', statement: 'standing statement', facts: 'facts file', flag: 'flag', answer: 'answer' },
  facts: 'What it rests on',
  factColumns: { fact: 'fact', value: 'value', from: 'from', by: 'by', on: 'on' },
  ask: {
    intro: 'A few facts decide this. Only what can change the answer is asked.',
    skip: 'not known',
    opening: {
      ordinary: (year: string) =>
        `Before this file, how many persons’ ordinary personal information went abroad in ${year}? (0 if none)`,
      sensitive: (year: string) =>
        `Before this file, how many persons’ sensitive personal information went abroad in ${year}? (0 if none)`,
    },
    cancelled: 'no more questions; judged on what is known',
  },
}
