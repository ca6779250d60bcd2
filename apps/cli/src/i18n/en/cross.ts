import type { PermitRefusal } from '@feiyu/gate'

export const cross = {
  about: 'judge a file and, if it may, let it cross: counted, logged and proven',
  file: 'the file to send',
  crossing: (name: string) => `crossing ${name}`,
  done: 'CROSSED',
  refused: 'REFUSED: nothing has left',
  stopped: 'STOPPED AT THE GATE: nothing has left',
  interrupted: 'STOPPED BY YOU: nothing has left',
  broken: 'BROKEN OFF: nothing has left',
  mayHaveLeft: 'BROKEN OFF: what was written may have left',
  where: (path: string) => `the file is at ${path}`,
  receipt: (path: string) => `receipt ${path}`,
  verifyTitle: 'Anybody can verify it offline',
  oneSided:
    'The receipt is one-sided: it shows order and integrity under the key of this machine, not that the recipient received it.',
  rows: (released: string, read: string) =>
    released === read ? `${released} ${released === '1' ? 'row' : 'rows'}` : `${released} of ${read} rows`,
  released: (rows: string, size: string) => `${rows}, ${size}`,
  digest: (digest: string) => `digest ${digest}`,
  permit: (id: string, until: string) => `permit ${id}, valid until ${until}`,
  entries: (permit: number, outcome: number) => `log entries ${permit} (permit) and ${outcome} (outcome)`,
  denial: (index: number) => `the refusal is entry ${index} of the log`,
  what: 'What crossed',
  proof: 'Evidence',
  counts: {
    dropped: 'left out',
    masked: 'changed on the way',
    held: 'in rows that stayed behind',
    withoutConsent: (rows: string) => `${rows} ${rows === '1' ? 'row' : 'rows'} stayed behind: no valid consent`,
  },
  persons: {
    title: 'Persons',
    isNew: 'new in the book of this year',
    again: 'seen before this year',
    year: 'this year, with this file',
    byHandler: 'code of the legal person',
    both: 'Rows stayed behind, and the file holds both kinds of information: “seen before” is at most so many.',
    none: 'No personal information crossed; no book was touched.',
    side: (article: string) =>
      `They stand in the side ledger of ${article}: kept, not counted against the lines of the year.`,
    key: 'In this file persons are told apart by one kind of key: exact.',
    bound: 'This file has several kinds of key: an upper bound. Law uses the upper figure.',
    notOpened: 'What went abroad this year outside Feiyu was not stated; the year stands here without it.',
  },
  handler: 'who decides purpose and means: name and social credit code, in whose book the persons are counted',
  opening: (ordinary: string, sensitive: string) =>
    `The opening balance of the year is in the book now: ordinary ${ordinary}, sensitive ${sensitive}.`,
  refusal: ({ message }: PermitRefusal): string => message,
  full: {
    line: (ordinary: string, sensitive: string) =>
      `With this file the year would hold ordinary ${ordinary}, sensitive ${sensitive} persons: another pathway. Nothing crosses in part.`,
    mechanism: (_ordinary: string, _sensitive: string) =>
      'With this file, more persons would have crossed under the mechanism than it was filed for: others crossed meanwhile. Nothing crosses in part.',
    permit: (_ordinary: string, _sensitive: string) =>
      'More persons of the file are new by now than when it was judged; run the command again.',
  },
  stop: {
    title: 'Why',
    at: (row: string, column: string) => `row ${row}, column ${column}`,
    row: (row: string) => `row ${row}`,
    column: (column: string) => `column ${column}`,
    codes: {
      'uncleared-value': (type: string) => `a value that the permit does not cover: ${type}`,
      'new-field': () => 'a column that is not in the permit',
      'missing-field': () => 'a column of the permit is missing',
      'new-class': (type: string) => `a column turned out to be something else: ${type}`,
      marking: () => 'a mark of secrecy',
      'name-holds-value': () => 'the name of the column holds a value of a person',
      undecodable: () => 'text that cannot be read for certain',
      'weak-hits': (type: string) => `too many values that may be ${type}`,
      'handler-missing': () => 'a row without a legal person that the permit names',
      'consent-missing': () => 'a person without valid consent',
      'over-headroom': () => 'more new persons than the permit has room for',
      'other-revision': () => 'the file is no longer what was scanned',
      'over-rows': () => 'more rows than the permit allows',
      'over-bytes': () => 'more bytes than the permit allows',
      'over-persons': () => 'more new persons than the permit allows',
      'outside-validity': () => 'the permit is not valid at this moment',
      'uncounted-persons': () => 'persons that the permit does not count',
      'uncounted-field': () => 'a personal column that the permit does not count',
      credential: () => 'a password or key',
      unreadable: () => 'a value that the transform cannot read',
      'source-failed': () => 'the file could not be read to its end',
      'destination-failed': () => 'the destination could not be written',
      failed: () => 'something broke',
    },
    other: (code: string) => `the gate says ${code}`,
  },
  place: {
    title: 'At the destination',
    nothing: (path: string) => `nothing of this crossing is under the final name ${path}`,
    lost: (rows: string, size: string, part: string) =>
      `up to ${rows} ${rows === '1' ? 'row' : 'rows'} (${size}) were written to ${part} and could not be taken back: they lie wherever that folder or its disk went`,
    counted: (ordinary: string, sensitive: string) =>
      `their persons stay counted: ${ordinary} new in ordinary, ${sensitive} new in sensitive information`,
    because: (message: string, code: string) => `${message} (${code})`,
    failed: {
      FEIYU_DISK_BROKEN: (folder: string, _name: string) => `the disk of the folder ${folder} does not answer`,
      FEIYU_DISK_FULL: (folder: string, _name: string) => `no space is left in the folder ${folder}`,
      FEIYU_DISK_GONE: (folder: string, _name: string) => `the folder ${folder} is gone, or was moved`,
      FEIYU_DISK_READ_ONLY: (folder: string, _name: string) => `the folder ${folder} cannot be written any more`,
      FEIYU_DISK_SYNC: (folder: string, _name: string) =>
        `the disk of the folder ${folder} did not confirm what was written`,
      FEIYU_SINK_TAKEN: (folder: string, name: string) =>
        `somebody else put ${name} into the folder ${folder} meanwhile, and none is ever replaced`,
    },
  },
  open: {
    mayBeThere: (folder: string) => `what was written may still be in ${folder}, under a temporary name or its own`,
    counted: 'its persons stay counted until the next crossing has closed this one',
    again: (hint: string | null) =>
      hint === null ? 'run `feiyu cross` again' : `${hint}; then run \`feiyu cross\` again`,
    makeRoom: (home: string) =>
      `make room on the disk of ${home}, then run \`feiyu cross\` again: it closes this crossing first, and says how it ended`,
    look: (home: string) =>
      `look at the disk of ${home}, then run \`feiyu cross\` again: it closes this crossing first, and says how it ended`,
  },
  next: {
    title: 'Next',
    column: 'COLUMN',
    kind: 'KIND',
    again: (_column: string, _kind: string) => 'run the command again: the file is scanned and permitted anew',
    otherFolder: (folder: string) =>
      `look at the folder ${folder}, or name another one with --out; then run the command again`,
    lost: (part: string) =>
      `find the folder or the disk and destroy ${part}; keep the receipt, which says what may have left; then run the command again with a folder that stays`,
    destination: {
      FEIYU_DISK_BROKEN: (folder: string) =>
        `attach the disk of ${folder} again, or name another folder with --out; then run the command again`,
      FEIYU_DISK_FULL: (folder: string) =>
        `make room in ${folder}, or name another folder with --out; then run the command again`,
      FEIYU_DISK_GONE: (folder: string) =>
        `put ${folder} back, or name another folder with --out; then run the command again`,
      FEIYU_DISK_READ_ONLY: (folder: string) =>
        `look at the rights of ${folder}, or name another folder with --out; then run the command again`,
      FEIYU_SINK_TAKEN: (folder: string) =>
        `move that file out of ${folder}, or name another folder with --out; then run the command again`,
    },
    refused: (_folder: string) =>
      'run the command again, which mints a new permit; if it is refused again, feiyu doctor looks at this home',
    refusals: {
      'unknown-approver': (folder: string) =>
        `put the file with the approver’s name and key back into ${folder}; then run the command again`,
      'approver-signature': (folder: string) =>
        `look at the approvers’ keys in ${folder}: whoever signs has to stand there; then run the command again`,
    },
    codes: {
      'uncleared-value': (column: string, kind: string) =>
        `take it out with --drop ${column}, or say that it may cross with --clear ${column}=${kind}; then run the command again`,
      'weak-hits': (column: string, kind: string) =>
        `take it out with --drop ${column}, or say that it may cross with --clear ${column}=${kind}; then run the command again`,
      marking: (column: string, kind: string) =>
        kind === 'secrecy_label'
          ? `hand the file to the person in charge of secrets; if it is none, say so with --clear ${column}=${kind} or take the column out with --drop ${column}, and run the command again`
          : 'hand the file to the person in charge of secrets: a file with such a mark never crosses, with or without that column',
      undecodable: (column: string) =>
        `name the encoding with --encoding, save the file as UTF-8, or take the column out with --drop ${column}; then run the command again`,
      'handler-missing': () => 'give each row a legal person of the group; then run the command again',
      'consent-missing': () =>
        'add the consent that is missing, or leave such rows behind with --without-consent drop; then run the command again',
      credential: (column: string) => `take it out with --drop ${column}: no gate lets it pass`,
      unreadable: (column: string) =>
        `correct the value, or take the column out with --drop ${column}; then run the command again`,
      'source-failed': () => 'look at the file, and leave it alone while it crosses; then run the command again',
    },
  },
}
