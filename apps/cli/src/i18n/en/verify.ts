import type { Fault } from '@feiyu/evidence'

const parts: Readonly<Record<Fault['part'], string>> = {
  receipt: 'receipt',
  checkpoint: 'checkpoint',
  permit: 'permit',
  outcome: 'outcome',
  binding: 'permit and outcome',
  disclosure: 'disclosed value',
  acknowledgement: 'acknowledgement',
  data: 'data',
}

export const verify = {
  about: 'does a receipt hold? Offline, with nothing but the key of the log',
  receipt: 'the receipt (NAME.receipt.json)',
  flags: {
    key: "the log's verifier key, or a file that holds it",
    data: 'the data that is said to have crossed',
  },
  holds: (origin: string) => `the receipt holds under the key of ${origin}`,
  refused: 'The receipt is refused.',
  data: {
    same: 'the data is the one that was released, byte for byte',
    'not-compared': 'the data was not compared; --data FILE compares it',
  },
  parts,
  fault: (_code: Fault['code'], message: string): string => message,
  rows: {
    pathway: 'pathway',
    citations: 'rests on',
    country: 'to',
    end: 'end',
    when: 'released',
    read: 'read',
    released: 'passed on',
    releasedDigest: 'digest',
    newPersons: 'new persons',
    places: 'in the log',
    acknowledged: 'acknowledged',
    unknownSigner: 'also signed by',
  },
  disclosed: {
    handler: 'handler',
    recipient: 'recipient',
    purpose: 'purpose',
    mechanism: 'mechanism',
  } as Readonly<Record<string, string>>,
  between: (first: string | null, last: string | null) =>
    first === null ? 'nothing' : last === null || last === first ? first : `${first} to ${last}`,
  amount: (rows: string, bytes: string) => `${rows} ${rows === '1' ? 'row' : 'rows'}, ${bytes}`,
  persons: (ordinary: string, sensitive: string) => `${ordinary} ordinary, ${sensitive} sensitive`,
  places: (permit: number, outcome: number, size: string) => `permit ${permit}, outcome ${outcome}, of ${size} entries`,
  oneSided: 'not by the recipient: only the side of the log speaks',
  acknowledged: 'by the recipient, this outcome with the key that the permit names',
  none: 'none',
  meaning:
    'This shows order and integrity under the key of the log. It does not show that whoever holds the key was honest.',
}
