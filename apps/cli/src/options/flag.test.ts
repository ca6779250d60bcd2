import { Command } from 'commander'
import { expect, test } from 'vitest'
import { messagesOf } from '../i18n/messages.ts'
import {
  addFlags,
  choiceFlag,
  countFlag,
  dateFlag,
  listFlag,
  presenceFlag,
  readFlags,
  textFlag,
  yesNoFlag,
} from './flag.ts'

const flags = {
  to: textFlag('--to <country>', () => ''),
  ciio: yesNoFlag('--ciio <yes|no>', () => ''),
  openingOrdinary: countFlag('--opening-ordinary <n>', () => ''),
  asOf: dateFlag('--as-of <date>', () => ''),
  header: choiceFlag('--header <kind>', ['auto', 'present', 'absent'], () => ''),
  fact: listFlag('--fact <name=value>', () => ''),
  force: presenceFlag('--force', () => ''),
}

function read(...args: string[]) {
  const command = addFlags(new Command(), flags, messagesOf('en')).exitOverride()
  command.parse(args, { from: 'user' })
  return readFlags(command.opts(), flags)
}

test('each flag becomes the value of its kind, and what is not there stays out', () => {
  expect(read('--to', 'DE', '--ciio', 'no', '--opening-ordinary', '99990', '--as-of', '2026-11-23', '--force')).toEqual(
    {
      to: 'DE',
      ciio: false,
      openingOrdinary: 99990,
      asOf: '2026-11-23',
      force: true,
    },
  )
  expect(read('--fact', 'a=1', '--fact', 'b=2').fact).toEqual(['a=1', 'b=2'])
  expect(read()).toEqual({})
})

test.each([
  ['a word that is not in the list', ['--header', 'presnt'], /did you mean `present`/],
  ['neither yes nor no', ['--ciio', 'maybe'], /`--ciio` cannot be `maybe`/],
  ['a negative number', ['--opening-ordinary', '-1'], /digits only/],
  ['a number in another notation', ['--opening-ordinary', '1e3'], /digits only/],
  ['a day that does not exist', ['--as-of', '2026-13-01'], /date of the calendar/],
  ['a flag twice', ['--to', 'DE', '--to', 'US'], /there 2 times/],
  ['an empty text', ['--to', ' '], /no value/],
])('%s is refused', (_name, args, message) => {
  expect(() => read(...args)).toThrow(message)
})
