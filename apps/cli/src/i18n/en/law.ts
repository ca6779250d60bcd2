/** Law for people: tables, signatures, comparison, review sheets, search. */
export const law = {
  folder: 'folder of law packs, or of one (default: the packs of Feiyu)',
  table: {
    aboutExport: 'one decision as a table that a spreadsheet opens',
    aboutImport: 'put a changed table back into its pack',
    decision: 'name of the decision, such as pathway',
    file: 'the table, .csv or .xlsx',
    out: 'write here, .csv or .xlsx (default: CSV on standard output)',
    force: 'replace a file that is there',
    exported: (file: string, rows: number) => `${file}: ${rows} rows. After changing it: feiyu packs table import`,
    imported: (file: string) => `Written: ${file}. Now prove it: feiyu packs check`,
    same: 'The table says what the pack says; nothing was written.',
  },
  sign: {
    about: 'sign a pack: you answer for what is in it',
    author: 'who signs (default: the account)',
    signed: (pack: string, version: string, person: string) => `${pack} ${version} is signed by ${person}.`,
    dropped: (keys: string) => `The files have changed since these keys signed; they have to sign again: ${keys}`,
    enrol: 'Others believe this signature once they put this into keys/pack-signers/NAME.yaml of their home:',
  },
  signatures: {
    column: 'signed',
    unsigned: 'unsigned',
    by: (names: string) => `signed by ${names}`,
    unknown: (names: string) => `unsigned (signed by keys that nobody enrolled here: ${names})`,
    all: (packs: string) => `Nobody has signed these law packs: ${packs}`,
    some: (packs: string) => `Unsigned law packs: ${packs}`,
  },
}
