import type { LogFault } from '@feiyu/evidence'

const faults: Readonly<Record<LogFault['code'], string>> = {
  missing: 'the file is missing',
  malformed: 'the file is not of the form that the log writes',
  differs: 'the content is not what the signed tree says',
  'other-key': 'signed by another key',
  signature: 'a signature does not fit its entry',
}

export const log = {
  aboutShow: 'entries of the evidence log, the newest last',
  aboutProve: 'the proof that an entry stands in the log (C2SP tlog-proof), or that the log only grew',
  aboutExport: 'write the log as a static tree that anyone can serve and check',
  aboutAudit: 'check every file of the log against its signed checkpoint',
  index: 'place of the entry, from 0',
  flags: {
    from: 'first entry to show (default: the newest 20)',
    to: 'show up to, and without, this entry (default: all)',
    kind: 'only entries of this kind',
    permit: 'only entries of this permit; the beginning of its id is enough',
    names: 'name who and what for was refused, from the salts that this home keeps',
    since: 'prove instead that the log begins with the one of so many entries that somebody knows',
    out: 'new folder for the copy',
    folder: 'a copy of a log (default: the log of the home)',
    key: "the log's verifier key, or a file that holds it",
  },
  columns: { index: 'entry', at: 'when', kind: 'kind', about: 'what' },
  kinds: { permit: 'permit', outcome: 'outcome', deny: 'denial', tally: 'tally' },
  entries: {
    permit: (pathway: string, country: string) => `${pathway} → ${country}`,
    denied: (reasons: string, country: string | null) => (country === null ? reasons : `${reasons} → ${country}`),
    outcome: (end: string, rows: string) => `${end}, ${rows} ${rows === '1' ? 'row' : 'rows'} released`,
    stopped: (end: string, code: string, row: number | null, column: number | null) =>
      `${end}: ${code}${row === null ? '' : `, row ${row}`}${column === null ? '' : `, column ${column}`}`,
    mayHaveLeft: (rows: string) => `up to ${rows} ${rows === '1' ? 'row' : 'rows'} may have left`,
    tally: (cause: string, ordinary: string, sensitive: string) =>
      `${cause}: ${ordinary} ordinary, ${sensitive} sensitive`,
    ends: { completed: 'completed', stopped: 'stopped', interrupted: 'interrupted', unused: 'unused' },
    causes: {
      opened: 'book opened',
      reserved: 'headroom reserved',
      settled: 'settled',
      'opening-balance': 'opening balance',
      recount: 'recount',
      closed: 'book closed',
    },
  },
  under: (size: string, root: string) => `${size} entries under the newest checkpoint, root ${root}`,
  noneOfPermit: (permit: string) => `there is no entry of the permit ${permit} in this range`,
  more: (shown: string, size: string) => `${shown} of ${size} entries; --from and --to show others`,
  exported: (size: string, files: string, folder: string) =>
    `${size} entries in ${files} files are in ${folder}; \`feiyu log audit --folder\` checks them.`,
  whole: (size: string, origin: string) =>
    `every tile, leaf, entry and signature of ${size} entries is as ${origin} signed it`,
  keyNotCompared: 'the key is the one that lies beside the log; --key compares it with the one you know',
  faulty: (count: number) => `${count} ${count === 1 ? 'fault' : 'faults'} found; restore the log from a copy.`,
  faults,
}
