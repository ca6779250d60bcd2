/** Words that several commands share. */
export const terms = {
  category: { business: 'business', personal: 'personal', sensitive: 'sensitive', credential: 'credential' },
  when: { before: 'before the first byte', during: 'while data flows', after: 'afterwards' },
  mark: {
    V: 'read in the text itself',
    V2: 'read in a secondary text; to be confirmed',
    R: 'seen in a repository; to be confirmed',
    M: 'from memory; to be confirmed',
  },
  yes: 'yes',
  no: 'no',
  unknown: 'unknown',
  none: 'none',
  /** Words that stand for a value behind a flag. */
  placeholders: { FILE: 'FILE', NAME: 'NAME', TEXT: 'TEXT', GROUND: 'GROUND', N: 'N' },
  listComma: ', ',
  listSemicolon: '; ',
  colon: ': ',
}
