import { choiceFlag, textFlag } from '../../options/flag.ts'

/** How a file is to be read, where Feiyu should not find out by itself. */
export const readingFlags = {
  encoding: choiceFlag(
    '--encoding <name>',
    ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'],
    (say) => say.flags.encoding,
    'reading',
  ),
  delimiter: choiceFlag(
    '--delimiter <name>',
    ['comma', 'tab', 'semicolon', 'pipe'],
    (say) => say.flags.delimiter,
    'reading',
  ),
  header: choiceFlag('--header <kind>', ['auto', 'present', 'absent'], (say) => say.flags.header, 'reading'),
  subject: textFlag('--subject <column>', (say) => say.flags.subject, 'reading'),
}
