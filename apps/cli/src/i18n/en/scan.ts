export const scan = {
  about: 'what the columns of a file are, and how many persons they hold',
  files: 'files to read',
  reading: (name: string) => `reading ${name}`,
  summary: (rows: string, columns: string, format: string, encoding: string, size: string) =>
    `${rows} rows · ${columns} columns · ${format}, ${encoding} · ${size}`,
  sampled: (rows: string) => `Only the first ${rows} rows were read: good for planning, it cannot clear the file.`,
  digest: (digest: string) => `digest ${digest}`,
  noDigest: 'no digest: the file was not read to its end',
  columns: { name: 'column', type: 'what it is', category: 'counts as', share: 'filled', found: 'found in it' },
  found: (what: string, count: string, row: string | null) =>
    row === null ? `${count} × ${what}` : `${count} × ${what}, first in row ${row}`,
  weak: (text: string) => `${text} (perhaps)`,
  business: (count: string) => `and ${count} more that hold business data only (--report shows them)`,
  businessAll: (count: string) => `${count} columns, business data only (--report shows them)`,
  persons: 'Persons',
  none: 'No person was found.',
  counted: (ordinary: string, sensitive: string, distinct: string) =>
    `${distinct} distinct: ordinary ${ordinary}, sensitive ${sensitive}`,
  exact: (key: string) => `exact, told apart by ${key}`,
  upper: (lower: string, upper: string) =>
    `between ${lower} and ${upper}: several kinds of identifier; the law gets the upper figure`,
  upperKey: (lower: string, upper: string, key: string) =>
    `between ${lower} and ${upper}, told apart by ${key} and what stands beside it; the law gets the upper figure`,
  dropped: (count: string) => `${count} empty or test values were not counted`,
  markings: 'Marks of secrecy: stop',
  labels: 'Words of secrecy: a person has to look',
  marking: (text: string, field: string, row: string, count: string) =>
    `${text} in ${field}, row ${row} (${count} in all)`,
  candidates: 'May be important, core or secret: a person has to say',
  candidate: (kind: string, field: string) => `${field}: ${kind}`,
  warnings: 'To look at',
  failed: (path: string) => `${path} could not be read`,
  firstRow: (row: string) => `, first in row ${row}`,
  warningTexts: {
    'short-rows': (n: string) => `${n} rows have fewer cells than columns; the missing ones count as absent`,
    'long-rows': (n: string) => `${n} rows have more cells than columns; the rest is kept in columns of its own`,
    'stray-quotes': (n: string) => `${n} cells hold a quote that does not open them; it is taken as text`,
    'text-after-quote': (n: string) => `${n} cells have text after the closing quote; it is taken as part of the cell`,
    'nul-bytes': (n: string) => `${n} NUL bytes`,
    'invalid-utf8': (n: string) => `${n} places are not valid UTF-8; if the text looks wrong, name --encoding`,
    'replaced-characters': (n: string) => `${n} places do not exist in the encoding and were replaced`,
    'lone-surrogates': (n: string) => `${n} escapes are half a character and were replaced`,
    'duplicate-names': (n: string) => `${n} column names occur twice and were numbered`,
    'empty-names': (n: string) => `${n} columns have no name and were named by position`,
  },
}
